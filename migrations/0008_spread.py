"""Where a try was tried and what differed there; threads that go by a script (N8, N13)."""

PLACES = 'select u.unit_id from "user" u where u.id = experiment.author_id'
COLUMNS = (
    ("experiment", "differs", "text not null default ''"),
    ("experiment", "unit_id", 'integer references "department" ("id") on delete set null'),
    ("group", "script", "varchar(16) not null default 'plain'"),
    ("reflection", "script", "varchar(16) not null default 'plain'"),
    ("reflection", "stage", "varchar(16) not null default ''"),
    ("reflection", "staged_at", "timestamp"),
    ("reflection", "interviewer_id", 'integer references "user" ("id") on delete set null'),
    ("comment", "opens_at", "timestamp"),
)
INDEXED = {"unit_id", "interviewer_id"}


def up(migrator, db):
    for table, column, kind in COLUMNS:
        db.execute_sql(f'alter table "{table}" add column "{column}" {kind}')
        if column in INDEXED:
            db.execute_sql(f'create index "{table}_{column}" on "{table}" ("{column}")')
    db.execute_sql(f"update experiment set unit_id = ({PLACES})")


def down(migrator, db):
    for table, column, _kind in reversed(COLUMNS):
        if column in INDEXED:
            db.execute_sql(f'drop index "{table}_{column}"')
        db.execute_sql(f'alter table "{table}" drop column "{column}"')
