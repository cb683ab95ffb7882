"""Two ways to use a page: with a thumb, or with the keys alone."""

from playwright.sync_api import expect

FARTHEST = 250  # presses of Tab before something counts as out of reach


class Thumb:
    """Taps and types on what is seen."""

    def __init__(self, page):
        self.page = page
        page.set_default_timeout(10_000)

    def go(self, place):
        """To one of the five places."""
        self.open(place, within=self.page.get_by_role("navigation", name="Hovedmenu"))

    def open(self, name, within=None):
        self.press((within or self.page).get_by_role("link", name=name).first)

    def tap(self, name, within=None):
        self.press((within or self.page).get_by_role("button", name=name, exact=True).first)

    def write(self, label, words):
        self.field(label).fill(words)

    def field(self, label):
        return self.page.get_by_role("textbox", name=label, exact=True).first

    def pick(self, label, among=None):
        self.choice(label, among).click()

    def choice(self, label, among=None):
        """The label of a radio or checkbox, in the whole page or in the group with that legend."""
        place = self.page.get_by_role("group", name=among) if among else self.page
        return place.locator("label", has=self.page.get_by_text(label, exact=True)).first

    def date(self, label, day):
        self.page.get_by_label(label, exact=True).first.fill(day.isoformat())

    def press(self, target):
        target.click()
        self.settle()

    def settle(self):
        """Nobody goes on before the page has answered."""
        expect(self.page.locator(".htmx-request")).to_have_count(0)

    def sees(self, words):
        expect(self.page.get_by_text(words).first).to_be_visible()

    def folds_out(self, summary):
        self.press(summary)


class Keys(Thumb):
    """Reaches everything with Tab, and always sees where the focus is."""

    def write(self, label, words):
        self.reach(self.field(label))
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(words)

    def date(self, label, day):
        self.reach(self.page.get_by_label(label, exact=True).first)
        self.page.keyboard.type(f"{day:%m%d%Y}")
        expect(self.page.get_by_label(label, exact=True).first).to_have_value(day.isoformat())

    def pick(self, label, among=None):
        choice = self.choice(label, among).locator("input")
        if choice.is_checked():
            return
        if choice.get_attribute("type") == "checkbox":
            self.reach(choice)
            self.page.keyboard.press("Space")
        else:
            self.arrow_to(choice)
        expect(choice).to_be_checked()

    def press(self, target):
        self.reach(target)
        self.page.keyboard.press("Enter")
        self.settle()

    def arrow_to(self, choice):
        """A group of radios is one stop; the arrows walk inside it."""
        group = f'input[type=radio][name="{choice.get_attribute("name")}"]'
        self.reach(self.page.locator(group), anyone=True)
        if choice.evaluate("it => it === document.activeElement"):
            self.page.keyboard.press("Space")
        for _ in range(20):
            if choice.is_checked():
                return
            self.page.keyboard.press("ArrowDown")

    def reach(self, target, anyone=False):
        wanted = target.element_handles() if anyone else [target.element_handle()]
        for _ in range(FARTHEST):
            if self.page.evaluate("wanted => wanted.includes(document.activeElement)", wanted):
                self.see_focus()
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never reached {target}")

    def see_focus(self):
        """Focus is drawn, and no bar lies over it (WCAG 2.4.7, 2.4.11)."""
        told = self.page.evaluate(
            """() => {
              const it = document.activeElement, ring = (it.matches(
                "input[type=radio], input[type=checkbox]") && it.closest("label")) || it
              const drawn = [it, ring].some(e => {
                const s = getComputedStyle(e)
                return s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0
              })
              const box = ring.getBoundingClientRect()
              const seen = box.bottom > 0 && box.top < innerHeight
              return { drawn, seen }
            }"""
        )
        assert told == {"drawn": True, "seen": True}
