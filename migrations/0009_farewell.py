"""The end and after: keepsakes, partings, echoes, letters, and how long a programme's words stay."""

from peewee import *


def up(migrator, db):
    class User(Model):
        class Meta:
            database = db
            table_name = "user"

    class Programme(Model):
        class Meta:
            database = db
            table_name = "programme"

    class Experiment(Model):
        class Meta:
            database = db
            table_name = "experiment"

    class Born(Model):
        uid = UUIDField(unique=True)
        created_at = DateTimeField()

        class Meta:
            database = db

    class Keepsake(Born):
        user = ForeignKeyField(User, on_delete="CASCADE")
        kind = CharField(max_length=32)
        told = JSONField(default=dict)

        class Meta:
            table_name = "keepsake"

    class Parting(Born):
        user = ForeignKeyField(User, on_delete="CASCADE")
        programme = ForeignKeyField(Programme, on_delete="CASCADE")
        choice = CharField(max_length=12)
        subject_kind = CharField(max_length=16)
        subject_id = IntegerField()
        before = JSONField(default=list)

        class Meta:
            table_name = "parting"
            indexes = ((("subject_kind", "subject_id"), True),)

    class Echo(Born):
        user = ForeignKeyField(User, on_delete="CASCADE")
        programme = ForeignKeyField(Programme, on_delete="CASCADE")
        experiment = ForeignKeyField(Experiment, on_delete="CASCADE")
        days = IntegerField()
        digest = CharField(max_length=64, null=True, unique=True)
        expires_at = DateTimeField(null=True)
        answer = CharField(max_length=16, default="")
        words = TextField(default="")
        answered_at = DateTimeField(null=True)

        class Meta:
            table_name = "echo"
            indexes = ((("user", "programme", "days"), True),)

    class Letter(Born):
        user = ForeignKeyField(User, on_delete="CASCADE")
        kind = CharField(max_length=16)
        about = UUIDField(null=True)
        sent_at = DateTimeField(null=True, index=True)

        class Meta:
            table_name = "letter"

    db.create_tables([Keepsake, Parting, Echo, Letter])
    # Not by the migrator: on SQLite it lays a new table, and the view reading_seat hangs on one.
    db.execute_sql('alter table "programme" add column "retain_months" integer not null default 6')
    db.execute_sql('alter table "group" add column "keeps_staff" boolean not null default false')


def down(migrator, db):
    db.execute_sql('alter table "group" drop column "keeps_staff"')
    db.execute_sql('alter table "programme" drop column "retain_months"')
    for table in ("letter", "echo", "parting", "keepsake"):
        db.execute_sql(f'drop table "{table}"')
