"""A guest at one seance: whose window opens and shuts, and who is nowhere else."""

from peewee import *


def up(migrator, db):
    class Base(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class User(Base):
        pass

    class Seance(Base):
        pass

    class Guest(Base):
        uid = UUIDField(unique=True)
        created_at = DateTimeField()
        seance = ForeignKeyField(Seance, on_delete="CASCADE")
        user = ForeignKeyField(User, on_delete="CASCADE")
        opens_at = DateTimeField()
        closes_at = DateTimeField()

        class Meta:
            indexes = ((("seance", "user"), True),)

    db.create_tables([Guest])
    migrator.migrate(migrator.add_column("user", "visiting", BooleanField(default=False)))


def down(migrator, db):
    migrator.migrate(migrator.drop_column("user", "visiting"))
    db.execute_sql('drop table "guest"')
