"""On A4: the agenda of a meeting is one page, and nothing of it is cut off (N12, S41)."""

import re

from tests.browser import let_in


def pages(pdf):
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_the_agenda_of_a_meeting_is_one_page(phones):
    page = phones()
    let_in(page, "p02", at="/group")
    page.get_by_role("link", name=re.compile("Gruppemøde 4")).first.click()
    page.get_by_role("heading", name="Dagsorden").wait_for()
    assert pages(page.pdf(format="A4", prefer_css_page_size=True)) == 1
    screen = ("nav.tabs", ".foot", "form")
    assert all(page.locator(gone).first.is_visible() for gone in screen)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 962})
    assert page.evaluate("document.documentElement.scrollWidth") <= 680
    for gone in screen:
        assert not page.locator(gone).first.is_visible(), gone
    for kept in ("Fælles handlinger, der ikke er færdige", "Jeres egne emner"):
        assert page.get_by_text(kept).first.is_visible(), kept
