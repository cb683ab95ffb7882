"""Inspiration cards, what one has read of them, and how the methods are voted on and changed."""

from peewee import *


def up(migrator, db):
    class Base(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class User(Base):
        pass

    class Programme(Base):
        pass

    class Track(Base):
        pass

    class Frame(Base):
        pass

    class Born(Base):
        uid = UUIDField(unique=True)
        created_at = DateTimeField()

    class InspirationCard(Born):
        programme = ForeignKeyField(Programme, on_delete="CASCADE")
        track = ForeignKeyField(Track, null=True, on_delete="SET NULL")
        frame = ForeignKeyField(Frame, null=True, on_delete="SET NULL")
        author = ForeignKeyField(User, null=True, on_delete="SET NULL")
        title = CharField(max_length=120)
        body = TextField()
        source = CharField(max_length=280, default="")
        archived_at = DateTimeField(null=True)

    class CardReading(Base):
        card = ForeignKeyField(InspirationCard, on_delete="CASCADE")
        user = ForeignKeyField(User, on_delete="CASCADE")
        created_at = DateTimeField()

        class Meta:
            indexes = ((("user", "card"), True),)

    class MethodVote(Base):
        programme = ForeignKeyField(Programme, on_delete="CASCADE")
        user = ForeignKeyField(User, on_delete="CASCADE")
        month = DateField()
        method = CharField(max_length=24)
        choice = CharField(max_length=8)

        class Meta:
            indexes = ((("user", "programme", "month", "method"), True),)

    class MethodChange(Born):
        programme = ForeignKeyField(Programme, on_delete="CASCADE")
        method = CharField(max_length=24)
        what = TextField()
        why = TextField()

    db.create_tables([InspirationCard, CardReading, MethodVote, MethodChange])
    migrator.migrate(
        migrator.add_column(
            "experiment", "card_id",
            ForeignKeyField(
                InspirationCard, field=InspirationCard.id, null=True, on_delete="SET NULL"
            ),
        ),
    )


def down(migrator, db):
    migrator.migrate(
        migrator.drop_index("experiment", "experiment_card_id"),
        migrator.drop_column("experiment", "card_id"),
    )
    for table in ("method_change", "method_vote", "card_reading", "inspiration_card"):
        db.execute_sql(f'drop table "{table}"')
