"""A receipt for each letter from a phone, so that it has one effect (N3)."""

from peewee import *


def up(migrator, db):
    class User(Model):
        class Meta:
            database = db
            table_name = "user"

    class Receipt(Model):
        key = UUIDField(unique=True)
        user = ForeignKeyField(User, on_delete="CASCADE")
        fingerprint = CharField(max_length=64)
        place = CharField(max_length=2048, default="")
        version = IntegerField(null=True)
        created_at = DateTimeField(index=True)

        class Meta:
            database = db
            table_name = "receipt"

    db.create_tables([Receipt])


def down(migrator, db):
    db.execute_sql('drop table "receipt"')
