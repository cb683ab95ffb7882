"""What may not grow: questions to the database, and bytes on a phone's bad line. No clock."""

import json
import re
from pathlib import Path

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


def test_all_scripts_and_the_worker_together_stay_small(client):
    sizes = budgets.scripts(client)
    assert sizes["page"]["brotli"] + sizes["worker"]["brotli"] <= budgets.SCRIPT


def test_no_page_asks_for_what_only_a_writer_needs(scene, as_):
    for address in scene.addresses.values():
        scripts = re.findall(
            r'<(?:script|link)\b[^>]*"(/static/[^"]*[.]js)"', as_(scene.reader).get(address).text
        )
        assert scripts and not [script for script in scripts if "patterns" in script]


def test_what_judges_the_pages_is_locked_to_the_byte():
    lock = json.loads((Path(budgets.__file__).parent / "lighthouse/package-lock.json").read_text())
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert packages["node_modules/lighthouse"]["version"] == "12.8.2"
    for package in packages.values():
        assert package["integrity"].startswith("sha512-") and "resolved" not in package
