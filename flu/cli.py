"""The `flu` command: what each word takes and says; the work is below."""

import argparse
import json
import os
import sys
from datetime import date
from pathlib import Path

from peewee import InterfaceError, OperationalError

from flu import backup, config, create_app, db, demo, seal
from flu.demo.personas import personas
from flu.jobs import check, parent, worker
from flu.models import account
from flu.models.everything import Unfit, faults
from flu.models.founding import found, programme_called
from flu.models.refusal import Refused
from flu.models.roster import Roster
from flu.models.table import decoded
from flu.web.faults import fault
from flu.web.sentences import sentence

DAY = {"type": date.fromisoformat, "metavar": "DATE"}
TOLD = {"required": True}
YES = {"action": "store_true"}

flu = argparse.ArgumentParser(prog="flu", description="FLU: run it, fill it, keep it safe.")
commands = flu.add_subparsers(required=True, metavar="COMMAND")


def main(words=None):
    """The exit code: 0 when all went well, else 1 and one line that says why."""
    os.umask(0o077)  # what we write is nobody else's to read
    asked = vars(flu.parse_args(words))
    try:
        return asked.pop("run")(**asked) or 0
    except Refused as refused:
        return sorry(sentence(refused.key, refused.words))
    except demo.NotEmpty:
        return sorry("somebody lives here already; nothing was changed")
    except (Unfit, OSError) as error:
        return sorry(error)
    except (OperationalError, InterfaceError) as error:
        return sorry(f"the database cannot be used: {str(error).splitlines()[0]}")


def command(name, says, *places, **options):
    def register(run):
        line = commands.add_parser(name, help=says, description=says)
        line.set_defaults(run=run)
        for place in places:
            line.add_argument(place)
        for option, settings in options.items():
            line.add_argument(f"--{option.replace('_', '-')}", **settings)
        return run

    return register


@command(
    "serve", "web server and job worker under one parent, until SIGTERM",
    host={"default": "127.0.0.1"}, port={"type": int, "default": 8000},
    workers={"type": int, "default": 2},
)  # fmt: skip
def serve(host, port, workers):
    config.read()
    return parent.serve(host, port, workers)


@command("work", "the job worker alone")
def work():
    worker.work(config.read())


@command("migrate", "bring the schema up; safe when several start at once")
def migrate():
    connected()
    applied = db.migrate()
    print("applied " + ", ".join(applied) if applied else "nothing to apply")


@command(
    "demo", "fill an empty database with Fjordslette Kommune", at=DAY, if_empty=YES, personas=YES
)
def fill(at, if_empty, **asked):
    if asked["personas"]:
        print(json.dumps(personas(), ensure_ascii=False, indent=2))
        return
    connected()
    with db.connection():
        lived_in = not demo.is_empty()
    if lived_in and if_empty:
        print("somebody lives here already; nothing was changed")
        return
    demo.fill(at)
    print("Fjordslette Kommune has moved in")


@command(
    "found", "the first organisation, a programme, and its manager's link",
    "name", manager_name=TOLD, manager_email=TOLD, starts_on=DAY,
)  # fmt: skip
def begin(name, **first):
    settings = connected()
    with db.connection():
        invitation = found(name, **first)
    print(f"Hand this link to {first['manager_name']}; it works once, for 72 hours:")
    print(f"{settings.base_url}/invitations/{invitation.token}")


@command("readmit", "a link for somebody who forgot the password", "email")
def readmit(email):
    settings = connected()
    with db.connection():
        invitation = account.readmit(email)
    print(f"Hand this link to {invitation.user.name} and nobody else; it works once, for 72 hours:")
    print(f"{settings.base_url}/invitations/{invitation.token}")


@command(
    "import", "people and departments from a CSV file, all of it or nothing",
    "file", programme={"help": "by name, if there are several"}, preview=YES,
)  # fmt: skip
def bring_in(file, programme, preview):
    connected()
    content = decoded(Path(file).read_bytes())
    with db.connection():
        there = programme_called(programme)
        by = there.people("programme_manager").first()
        if preview:
            roster = Roster(content, there.organisation)
        else:
            roster = Roster.apply(content, organisation=there.organisation, by=by)
    for line in complaints(roster):
        print(line)
    print(", ".join(f"{count} {state}" for state, count in roster.counts.items()))
    return 0 if roster.fits else sorry("nothing was changed")


@command("backup", "everything into one sealed file, while running", "file")
def back_up(file):
    rows = backup.back_up(file, connected().key)
    print(f"{rows} rows in {file}; keep the key that opens it somewhere else")


@command("restore", "a backup into an empty database", "file")
def restore(file):
    settings = connected()
    db.migrate()
    print(f"{backup.restore(file, settings.key)} rows are back")


@command("verify", "schema, foreign keys and the ledger's chain; exit 1 on any fault")
def verify():
    connected()
    found = list(faults())
    print("\n".join(found) or "everything holds")
    return bool(found)


@command("check", "is this ready for real use? exit 1 if not")
def look():
    lines = list(check.check(config.read()))
    for ready, line in lines:
        print("ok " if ready else "NO ", line)
    return not all(ready for ready, _line in lines)


@command("routes", "every route and who may use it", json=YES)
def routes(**asked):
    decisions = create_app(config.read()).extensions["decisions"]
    if asked["json"]:
        names = ("method", "path", "endpoint", "decision", "rows")
        print(json.dumps([dict(zip(names, d, strict=True)) for d in decisions], indent=1))
        return
    for method, path, endpoint, decision, rows in decisions:
        print(f"{method:6} {path:52} {endpoint:28} {decision:10} {' '.join(rows)}")


def connected():
    settings = config.read()
    db.connect(settings.database)
    seal.use(settings.key)
    return settings


def complaints(roster):
    yield from (fault(key, words) for key, words in roster.table.faults)
    for row in roster.rows:
        yield from (f"{row.number}: {fault(key, words)}" for key, words in row.faults)


def sorry(why):
    print(f"flu: {why}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
