"""What a leader wrote or read is found nowhere in the browser's folder in plain text (S11, R25)."""

import random
import string
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.offline.deeds import Other
from tests.offline.phone import until

pytestmark = pytest.mark.on_sqlite_alone("it is about the phone")
TASK = "Hvilken opgave på dit bord undrer du dig over lige nu?"
WONDER = "Hvad er det, du undrer dig over?"
WAYS = ("/now", "/experiments", "/group")


def canary():
    """Letters without rhyme, so that no compression hides them."""
    return "".join(random.SystemRandom().choices(string.ascii_lowercase, k=20))


def found(words, profile):
    """`file: word` wherever one stands in the folder, as UTF-8 or as UTF-16."""
    shapes = [(word, word.encode(code)) for word in words for code in ("utf-8", "utf-16-le")]
    files = [path for path in Path(profile).rglob("*") if path.is_file() and not path.is_symlink()]
    return sorted(
        {
            f"{path.relative_to(profile)}: {word}"
            for path in files
            for word, shape in shapes
            if shape in read(path)
        }
    )


def read(path, kept={}):  # noqa: B006 - each state of a file is read once
    try:
        told = path.stat()
        key = (path, told.st_size, told.st_mtime_ns)
        if key not in kept:
            kept.clear()
            kept[key] = path.read_bytes()
        return kept[key]
    except OSError:  # it went while we looked
        return b""


def test_the_search_finds_what_is_there(launch, profile):
    word = canary()
    phone = launch("p01")
    phone.page.goto("/sign-in")
    phone.page.evaluate("word => localStorage.setItem('control', word)", word)
    phone.page.context.close()
    assert found([word], profile) != []


def test_no_word_written_or_read_is_in_the_folder_before_or_after_sign_out(launch, profile, server):
    online, offline, draft, read_, title, answer, haste = words = [canary() for _ in range(7)]
    thread = Other(server.url, "p05").thread(f"Læst på en telefon: {read_}")
    phone = launch("p01").sign_in().pack("/capture", "/now", thread)
    phone.page.goto("/capture")
    phone.write(TASK, f"Opgaven {title}")
    phone.write(WONDER, f"Undringen {online}")
    phone.keep("Gem bare")
    phone.page.wait_for_url("**/experiments/*")
    phone.sends_all()
    phone.page.goto(thread)
    phone.write("Dit svar", f"Svaret {answer}")
    phone.keep("Svar")
    phone.sends_all()
    for way in WAYS:
        phone.page.goto(way)
    phone.lose_net()
    phone.wonder(f"Uden net {offline}")
    phone.outbox()
    phone.page.goto("/capture")
    phone.write(TASK, f"Kladden {draft}")
    until(phone.drafts)
    phone.write(WONDER, f"Undringen {haste}")
    phone.page.goto("/me")
    assert found(words, profile) == []
    phone.page.context.close()
    assert found(words, profile) == []

    server.weather("503")
    phone = launch("p01")
    assert any(offline in text for _, text in phone.outbox())
    server.weather()
    phone.wake()
    phone.sends_all()
    phone.page.goto("/capture")
    expect(phone.field(TASK)).to_have_value(f"Kladden {draft}")
    expect(phone.field(WONDER)).to_have_value(f"Undringen {haste}")
    phone.page.goto("/me")
    phone.page.get_by_role("button", name="Log ud", exact=True).click()
    phone.page.wait_for_url("**/sign-in")
    phone.lose_net()
    for way in ("/now", thread, "/experiments"):
        phone.page.goto(way)
        assert not [word for word in words if word in phone.page.content()]
    phone.page.context.close()
    assert found(words, profile) == []
