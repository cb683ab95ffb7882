"""huey: the clock that wakes the sweeps. It keeps no truth of its own; that stands in rows."""

import logging

from huey import PostgresHuey, SqliteHuey, crontab

from flu import seal
from flu.db import connect, engine
from flu.jobs.post import post
from flu.jobs.sweep import sweep


def queue(settings):
    """The queue of this installation, with everything that is woken on time."""
    if engine() == "postgres":
        jobs = PostgresHuey("flu", dsn=settings.database, results=False)
    else:
        jobs = SqliteHuey("flu", filename=str(settings.data_dir / "jobs.db"), results=False)
    soon = jobs.periodic_task(crontab(minute="*/10"), name="sweep")(sweep)
    jobs.periodic_task(crontab(minute="*/5"), name="post")(lambda: post(settings))
    soon()  # whatever waited while nobody worked
    return jobs


def work(settings):
    """Until a SIGTERM; what runs is let finish."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    connect(settings.database)
    seal.use(settings.key)
    consumer = queue(settings).create_consumer(
        workers=1, max_delay=0.5, scheduler_interval=5, graceful_signal="TERM"
    )
    consumer.run()
