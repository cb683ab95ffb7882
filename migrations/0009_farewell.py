"""The end and after: keepsakes, partings, echoes, letters, and how long a programme's words stay."""

from peewee import *


def up(migrator, db):
    class User(Model):
        class Meta:
            database = db
            table_name = "user"

    class Keepsake(Model):
        uid = UUIDField(unique=True)
        created_at = DateTimeField()
        user = ForeignKeyField(User, on_delete="CASCADE")
        kind = CharField(max_length=32)
        told = JSONField()

        class Meta:
            database = db
            table_name = "keepsake"

    db.create_tables([Keepsake])


def down(migrator, db):
    db.execute_sql('drop table "keepsake"')
