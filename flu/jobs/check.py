"""Is this installation ready for real use? A line for everything that was looked at."""

import stat

from flu.db import connect, connection, database, engine, pending
from flu.models import Letter

SAFE = {
    "sqlite": {"pragma journal_mode": "wal", "pragma synchronous": "2", "pragma foreign_keys": "1"},
    "postgres": {
        "show fsync": "on", "show full_page_writes": "on", "show synchronous_commit": "on",
    },
}  # fmt: skip
SECRET = ("secret_key", "database_url", "mail_url")


def check(settings):
    """(ready, line) of every setting, then of the key, the database and its schema."""
    for name, value in settings.model_dump().items():
        yield True, f"FLU_{name.upper()} = {shown(name, value)}"
    yield settings.secure, "the base URL is https"
    yield not settings.demo, "the demo's doors are shut"
    yield bool(settings.contact), "FLU_CONTACT says whom people may write to"
    yield is_private(settings.data_dir), "only its owner reads what is in the data folder"
    connect(settings.database)
    with connection():
        yield from durable()
        yield not pending(), "every migration is applied"
        if not pending():
            yield True, f"{Letter.waiting().count()} letters undelivered"


def durable():
    """What is acknowledged survives a power cut."""
    for question, answer in SAFE[engine()].items():
        found = str(database.execute_sql(question).fetchone()[0])
        yield found == answer, f"{question} = {found}"


def is_private(folder):
    """Its key and its databases."""
    files = [folder / "secret_key", *folder.glob("*.db*")]
    return not any(stat.S_IMODE(f.stat().st_mode) & 0o077 for f in files if f.exists())


def shown(name, value):
    if name in SECRET and value:
        return "(set)"
    return value if value != "" else "(not set)"
