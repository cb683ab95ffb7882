"""What comes with the weeks, as the demo shows it in week 14."""

import pytest

from flu.models import EnergyCheck, Focus, GroupPulse, Programme, Pulse, User
from flu.models.trend import Trend
from flu.privacy import findings

pytestmark = pytest.mark.usefixtures("town")


def one(code):
    return User.by_email(f"{code}@fjordslette.example")


def test_the_first_pulse_is_told_and_the_second_is_open():
    programme = Programme.get()
    pulses = Pulse.within(programme)
    start, midway, end = Trend(programme, pulses).moments
    assert (start.state, start.count, pulses["start"].pot) == ("closed", 20, "")
    assert (midway.state, midway.count, end.state) == ("open", 10, "coming")
    assert all(1 <= mean <= 5 for mean in (*start.means.values(), *midway.means.values()))
    assert {row.group.name for row in GroupPulse.select()} == {"Broerne", "Fyret", "Krydsfeltet"}
    assert Pulse.asks(one("p02"), programme, pulses)
    assert not Pulse.asks(one("p03"), programme, pulses)


def test_the_tank_is_the_persons_own():
    assert [level for _monday, level in EnergyCheck.curve(one("p20"))][:3] == [4, 3, 3]
    assert EnergyCheck.of(one("p02")).count() == 12
    assert EnergyCheck.curve(one("l1")) == []


def test_the_focus_has_moved_on_for_some():
    programme = Programme.get()
    assert [focus.moment for focus in Focus.of(one("p12"), programme)] == ["start", "midway"]
    assert [focus.moment for focus in Focus.of(one("p06"), programme)] == ["start"]
    assert [found for focus in Focus.select() for found in findings(focus.body)] == []
