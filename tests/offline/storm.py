"""Writes of all kinds on one phone, while everything goes wrong in an order that a seed decides."""

import random
import string
from contextlib import suppress

from playwright.sync_api import Error
from uuid_utils.compat import uuid7

from tests.offline.account import Account
from tests.offline.deeds import Other
from tests.offline.phone import until

WHO = "p05"  # leads an action and has threads to answer
ODDS = {"exit": 0.08, "drop": 0.08, "500": 0.05, "503": 0.05, "portal": 0.05}
CIVIL = "010107-4000"
CHAIN = (  # address after the experiment's, fields, choice, button
    ("hypotheses/new", {"if_i": "{}", "then": "går det", "core_task": "Ro"}, None,
     "Gem, og læg planen"),
    ("plans/new", {"situation": "mødet", "first_move": "{}", "date": "{day}"}, None,
     "Læg planen"),
    ("trials/new", {"note": "{}"}, ("outcome", "yes"), "Gem"),
    ("observations/new", {"seen_heard": "{}"}, None, "Gem det, du så"),
    (None, {"answer_1": "{}"}, None, "Gem bare"),
)  # fmt: skip


class Storm:
    def __init__(self, phone, server, seed, tomorrow):
        self.phone, self.server, self.tomorrow = phone, server, tomorrow
        self.lots = random.Random(seed)
        self.seed = seed
        self.account = Account()
        self.chain, self.uid = [], None
        self.is_offline = False

    # The writes ---------------------------------------------------------------------------------

    def run(self, writes):
        self.prepare(edits=max(2, writes // 25))
        self.server.arm_at_random(ODDS, self.seed)
        for _ in range(writes):
            self.upset()
            self.write()
        return self.settle()

    def prepare(self, edits):
        desk = Other(self.server.url, WHO)
        thread = Other(self.server.url, "p02").thread("Tråden i stormen")
        self.edits = [f"{desk.wondered('Skal rettes i stormen')}/edit" for _ in range(edits)]
        [action] = self.server.rows("select uid from action where title like 'Ét opkald%'")
        follow = f"/actions/{hyphened(action['uid'])}/followups/new"
        self.forms = {
            "wonder": ("/capture", {"desk_task": "{}", "wondering": "Hvorfor"}, None, "Gem bare"),
            "weekly": ("/reflections/new?format=RF3", {"answer_1": "{}"}, None, "Gem bare"),
            "answer": (thread, {"body": "{}"}, None, "Svar"),
            "habit": ("/habits/new", {"trigger": "{}", "old_response": "tale",
                                      "replacement": "tie"}, None, "Gem vanen"),
            "follow-up": (follow, {"happened": "{}"}, ("decision", "continue"),
                          "Gem opfølgningen"),
        }  # fmt: skip
        ways = [form[0] for form in self.forms.values()]
        self.phone.pack("/kit", *ways, *self.edits)

    def write(self):
        mark = "".join(self.lots.choices(string.ascii_lowercase, k=14))
        roll = self.lots.random()
        if roll < 0.05:
            return self.write_what_is_refused(mark)
        kind = self.kind(roll)
        if not self.fill(kind, mark, mark):
            self.fill("wonder", mark, mark)
        return None

    def write_what_is_refused(self, mark):
        """Nobody looks on any more when it is: to one who does, it would come back as a draft."""
        self.phone.page.context.set_offline(True)
        self.fill("refused", mark, f"{mark} {CIVIL}")
        self.phone.put_away()
        self.phone.page.context.set_offline(self.is_offline)

    def kind(self, roll):
        if self.chain and roll < 0.45:
            return "chain"
        if self.edits and roll < 0.5:
            return "edit"
        return self.lots.choice([*self.forms, "wonder"])

    def form(self, kind):
        if kind == "edit":
            return self.edits.pop(), {"desk_task": "{}"}, None, "Gem"
        if kind == "chain":
            rest, fields, choice, button = self.chain[0]
            here = f"/experiments/{self.uid}/{rest}"
            return (
                (here if rest else f"/reflections/new?experiment={self.uid}"),
                fields,
                choice,
                button,
            )
        return self.forms["wonder" if kind == "refused" else kind]

    def fill(self, kind, mark, words):
        """Write it down; False if there is no such form to be had now."""
        way, fields, choice, button = self.form(kind)
        form = self.opened(way, next(iter(fields)))
        if form is None:
            self.chain = [] if kind == "chain" else self.chain
            return False
        for name, text in fields.items():
            told = text.replace("{day}", self.tomorrow).replace("{}", words)
            form.locator(f"[name={name}]").first.fill(told)
        if choice:
            form.locator(f"[name={choice[0]}][value={choice[1]}]").first.check(force=True)
        if kind == "wonder":
            self.begin(form.locator("[name=uid]").input_value())
        self.phone.keep(button, within=form)
        if kind == "chain":
            self.chain = self.chain[1:]
        self.account.kinds[kind] += 1
        (self.account.refused if kind == "refused" else self.account.valid).append(mark)
        return True

    def begin(self, uid):
        """Every second wonder becomes a try, if none is under way."""
        if not self.chain and self.lots.random() < 0.6:
            self.uid, self.chain = uid, list(CHAIN)

    def opened(self, way, name):
        """The form at this address, None if the phone does not get it."""
        page = self.phone.page
        for _ in range(3):
            self.phone.to(way)
            form = page.locator("#main form[data-outbox]", has=page.locator(f"[name={name}]")).first
            if page.locator("offline-page").count():
                self.wait_for_the_shell()
            if form.is_visible():
                return form
            if self.is_shut_out():
                self.come_back()
            elif way != "/capture":
                return None
        raise AssertionError(
            f"No form at {way}, but: {page.url} {page.locator('body').inner_text()}"
        )

    def wait_for_the_shell(self):
        """It makes up its mind what it shows: a form, or a way on."""
        shown = self.phone.page.locator("offline-page").locator("form, a").locator("visible=true")
        with suppress(Error):
            shown.first.wait_for(timeout=3_000)

    def is_shut_out(self):
        page = self.phone.page
        return "/sign-in" in page.url or page.locator("[data-locked]:visible").count() > 0

    def come_back(self):
        self.account.events["signed in again"] += 1
        self.find_net()
        self.enter("/me")

    def enter(self, at):
        """However often a letter that is sent meanwhile takes the server down."""

        def knock():
            self.server.start()
            return self.phone.sign_in(at=at)

        until(knock, told="signed in")

    # The weather --------------------------------------------------------------------------------

    def upset(self):
        for name, odds in EVENTS.items():
            if self.lots.random() < odds and getattr(self, name)() is not False:
                self.account.events[name] += 1

    def lose_net(self):
        if self.is_offline:
            return False
        self.phone.page.context.set_offline(True)
        self.is_offline = True
        return None

    def find_net(self):
        if not self.is_offline:
            return False
        self.phone.page.context.set_offline(False)
        self.is_offline = False
        return None

    def kill_server(self):
        return self.server.kill() if self.server.is_alive else False

    def start_server(self):
        return False if self.server.is_alive else self.server.start()

    def kill_tab(self):
        context = self.phone.page.context
        fresh = context.new_page()
        fresh.set_default_timeout(10_000)
        self.phone.page.close()
        self.phone.page = fresh

    def reload(self):
        self.phone.page.reload()

    def end_session(self):
        self.server.end_sessions_of(WHO)

    # Afterwards ---------------------------------------------------------------------------------

    def settle(self):
        """Fair weather, and time to arrive; then the accounts are made up."""
        self.server.arm("-")
        self.find_net()
        self.enter("/now")
        until(self.is_calm, 120, lambda: f"calm: {self.phone.letters()}")
        account = self.account
        account.needs = [words for state, words in self.phone.outbox() if state == "needs-you"]
        rows = self.server.dump()
        for mark in (*account.valid, *account.refused):
            account.times[mark] = sum(row.count(mark) for row in rows)
        account.asked = self.server.asked
        return account

    def is_calm(self):
        self.phone.wake()
        return set(self.phone.states()) <= {"needs-you"}


EVENTS = {
    "find_net": 0.4, "lose_net": 0.12, "start_server": 0.5, "kill_server": 0.08,
    "kill_tab": 0.08, "reload": 0.08, "end_session": 0.04,
}  # fmt: skip


def killed_after_saving(phone, server, times):
    """The server dies between saving and answering, so often. How often each of them stands."""
    marks = [f"strøm {uuid7().hex}" for _ in range(times)]
    for mark in marks:
        server.arm("exit")
        phone.wonder(mark)
        server.wait_until_dead()
        server.start()
        phone.wake()
        phone.sends_all()
    return [len(server.places_of(mark)) for mark in marks]


def hyphened(digits):
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
