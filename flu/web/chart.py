"""Where the points of a curve stand in its picture; the words and numbers are the template's."""

from dataclasses import dataclass
from itertools import groupby

LOW, HIGH = 1, 5  # every scale of ours


@dataclass(frozen=True)
class Point:
    x: float
    y: float
    value: float
    place: int


@dataclass(frozen=True)
class Plot:
    points: list[Point]
    lines: list[str]
    rules: list[float]


def plot(values, *, width, height, edge):
    """A point for each value that is there, and a line wherever no value is missing between."""
    step = (width - 2 * edge) / max(1, len(values) - 1)

    def y(value):
        return round(height - edge - (value - LOW) / (HIGH - LOW) * (height - 2 * edge), 1)

    points = [
        Point(round(edge + place * step, 1), y(value), value, place)
        for place, value in enumerate(values)
        if value is not None
    ]
    runs = groupby(enumerate(points), key=lambda numbered: numbered[1].place - numbered[0])
    lines = [" ".join(f"{p.x},{p.y}" for _n, p in run) for _gap, run in runs]
    return Plot(
        points, [line for line in lines if " " in line], [y(n) for n in range(LOW, HIGH + 1)]
    )
