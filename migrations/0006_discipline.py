"""What a try practises and who feels it (S16–S24), how a takeaway was met again (F13), and which
reflections are excerpts of a portfolio (S42)."""

from peewee import *

TAGS = ("disciplines", "felt_by")


def up(migrator, db):
    kind = "text" if isinstance(db, SqliteDatabase) else "jsonb"
    for name in TAGS:
        db.execute_sql(f"alter table experiment add column {name} {kind} not null default '[]'")
    db.execute_sql("alter table reflection add column is_excerpt boolean not null default false")

    class Experiment(Model):
        class Meta:
            database = db
            table_name = "experiment"

    class Recall(Model):
        experiment = ForeignKeyField(Experiment, on_delete="CASCADE")
        week = IntegerField()
        answer = CharField(max_length=16)
        created_at = DateTimeField()

        class Meta:
            database = db
            table_name = "recall"
            indexes = ((("experiment", "week"), True),)

    db.create_tables([Recall])


def down(migrator, db):
    db.execute_sql("drop table recall")
    db.execute_sql("alter table reflection drop column is_excerpt")
    for name in TAGS:
        db.execute_sql(f"alter table experiment drop column {name}")
