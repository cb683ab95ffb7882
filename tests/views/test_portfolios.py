"""My half-year: map, takeaways, portfolio; mine, and nobody has an address for another's."""

import pytest

PAGES = (
    "/me/map",
    "/me/takeaways",
    "/me/portfolio",
    "/me/portfolio?open=all",
    "/me/portfolio.html",
)


@pytest.mark.parametrize("path", PAGES)
def test_it_is_there(cast, as_, path):
    it = cast.experiment(state="shared")
    it.write(disciplines=["conflict"])
    assert as_(cast.ada).get(path).status_code == 200
    assert as_(cast.odd).get(path).status_code == 200
    assert as_(cast.sofus).get(path).status_code == 200
