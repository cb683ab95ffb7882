"""What may not grow: questions to the database, and bytes on a phone's bad line. No clock."""

import pytest

from benchmarks import budgets
from benchmarks.scenes import Scene, answer, share


@pytest.fixture
def scene(cast):
    return Scene(cast, posts=1, answers=1)


@pytest.mark.parametrize("name, most", budgets.QUERIES.items())
def test_a_page_asks_as_little_for_200_things_as_for_one(scene, as_, name, most):
    reader, address = as_(scene.reader), scene.addresses[name]
    few = budgets.queries(reader, address)
    answer(scene.thread, by=scene.cast.ben, times=199)
    for _ in range(199):
        share(scene.cast)
    assert budgets.queries(reader, address) == few <= most


def test_the_first_view_of_nu_fits_into_the_first_packets(scene, as_):
    share(scene.cast)
    sizes = budgets.first_view(as_(scene.reader))
    assert sizes["brotli"] <= budgets.FIRST_VIEW


def test_all_scripts_together_stay_small():
    assert budgets.scripts()["brotli"] <= budgets.SCRIPT
