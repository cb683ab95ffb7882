from datetime import timedelta

import pytest

from flu import clock


@pytest.fixture
def on(cast, still, noon):
    """`on(days)`: so many days after the programme's words are to be gone."""
    return lambda days: still.stop(
        clock.at(cast.programme.retained_until, clock.local(noon).time()) + timedelta(days=days)
    )
