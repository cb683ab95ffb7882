from dataclasses import asdict

import pytest

from flu import defaults, words
from flu.models.agreement import Agreement
from flu.models.track import HUES
from flu.privacy import findings


def test_the_formats_of_the_domain_are_there():
    formats = {f.code: f for f in defaults.formats()}
    assert list(formats) == [f"RF{n}" for n in range(13)]
    assert [code for code, f in formats.items() if f.private] == ["RF11"]
    assert [code for code, f in formats.items() if not f.picked] == ["RF0"]
    for form in formats.values():
        assert 1 <= len(form.prompts) == len(form.prompts_en) <= 3
        assert form.minutes in (1, 2)


@pytest.mark.parametrize("template", ["A", "B", "C"])
def test_a_template_holds_four_tracks(template):
    tracks = defaults.tracks(template)
    assert len(tracks) == 4
    assert {t.hue for t in tracks} == set(HUES[:4])
    assert {t.icon for t in tracks} <= set(words.ICONS)
    assert all(len(t.short_name) <= 24 and len(t.short_name_en) <= 24 for t in tracks)


def test_the_programme_of_the_seed_comes_first():
    assert [t.code for t in defaults.tracks()] == ["personal", "change", "chain", "across"]
    assert [t.short_name for t in defaults.tracks()] == [
        "Mig",
        "Forandring",
        "Op og ned",
        "På tværs",
    ]
    assert set(defaults.templates()) == set(words.TEMPLATES)


def test_the_agreement_asks_five_and_tells_its_limits():
    agreement = defaults.agreement()
    assert len(agreement.questions) == 5
    assert agreement.text == Agreement.text.default
    assert {"secrecy", "access", "screenshots"} <= {limit.code for limit in agreement.limits}


def test_new_and_classical_disciplines_weigh_the_same():
    kinds = [d.kind for d in defaults.disciplines()]
    assert kinds == ["new"] * 3 + ["classical"] * 3


def test_every_word_is_told_in_both_languages():
    agreement, templates = defaults.agreement(), defaults.templates().values()
    tracks = [track for template in templates for track in template.tracks]
    for thing in (*defaults.formats(), *templates, *tracks, *agreement.questions,
                  *agreement.limits, *defaults.disciplines()):  # fmt: skip
        told = asdict(thing)
        for name in told:
            if name.endswith("_en"):
                assert bool(told[name]) == bool(told[name.removesuffix("_en")]), thing
                assert not isinstance(told[name], str) or findings(told[name]) == []


def test_what_is_read_once_cannot_be_changed():
    assert defaults.formats() is defaults.formats()
    with pytest.raises(AttributeError):
        defaults.formats()[0].name = "Noget andet"
