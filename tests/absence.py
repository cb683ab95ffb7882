"""What is not there says something only where a page stood, and where somebody else reads it."""

from werkzeug.test import TestResponse


def absent(*things, from_, but_in):
    """None of these stands on the one page, or in the one list; all of them in the other."""
    here, there = read(from_), read(but_in)
    for it in things:
        assert it in there, f"{it!r} stands nowhere: that it is absent says nothing"
        assert it not in here, f"{it!r} stands where nobody should read it"


def read(source):
    """The words of a page that really stood there; a list, and text that has some, as it is."""
    if isinstance(source, TestResponse):
        at = source.request.path
        assert source.status_code == 200, f"{at} answered {source.status_code}, and no page"
        assert source.mimetype != "text/html" or "</main>" in source.text, f"{at} is no whole page"
        source = source.text
    if isinstance(source, str | bytes):
        assert source, "where there is nothing, everything is absent"
        return source
    return list(source)
