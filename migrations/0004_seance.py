"""Half a year: holiday weeks, the plan's frames, seances with their topics and minutes."""

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

    class Group(Base):
        pass

    class Reflection(Base):
        pass

    class Born(Base):
        uid = UUIDField(unique=True)
        created_at = DateTimeField()

    class Frame(Born):
        programme = ForeignKeyField(Programme, on_delete="CASCADE")
        week = IntegerField()
        kind = CharField(max_length=16)
        title = CharField(max_length=120)
        title_en = CharField(max_length=120, default="")
        purpose = TextField(default="")
        purpose_en = TextField(default="")
        task = TextField(default="")
        task_en = TextField(default="")
        track = ForeignKeyField(Track, null=True, on_delete="SET NULL")

        class Meta:
            indexes = ((("programme", "week"), False),)

    class Seance(Born):
        frame = ForeignKeyField(Frame, on_delete="CASCADE")
        group = ForeignKeyField(Group, null=True, on_delete="CASCADE")
        starts_at = DateTimeField()
        length = IntegerField()
        place = CharField(max_length=120, default="")
        note = TextField(default="")
        host = ForeignKeyField(User, null=True, on_delete="SET NULL")
        revision = IntegerField(default=0)
        protocol = CharField(max_length=8, default="")
        phase = IntegerField(null=True)
        phase_since = DateTimeField(null=True)
        turn = IntegerField(default=0)
        focus = ForeignKeyField(User, null=True, on_delete="SET NULL")
        held_at = DateTimeField(null=True)

        class Meta:
            indexes = ((("frame", "group"), True), (("starts_at",), False))

    class Minute(Born):
        seance = ForeignKeyField(Seance, on_delete="CASCADE")
        author = ForeignKeyField(User, null=True, on_delete="SET NULL")
        phase = CharField(max_length=24, default="")
        body = TextField()

    class Topic(Born):
        programme = ForeignKeyField(Programme, on_delete="CASCADE")
        group = ForeignKeyField(Group, null=True, on_delete="CASCADE")
        author = ForeignKeyField(User, on_delete="CASCADE")
        reflection = ForeignKeyField(Reflection, null=True, on_delete="CASCADE")
        title = CharField(max_length=120)
        led = BooleanField(default=False)
        seance = ForeignKeyField(Seance, null=True, on_delete="SET NULL")
        settled_at = DateTimeField(null=True)
        settled_as = CharField(max_length=8, default="")

    class Wish(Base):
        topic = ForeignKeyField(Topic, on_delete="CASCADE")
        user = ForeignKeyField(User, on_delete="CASCADE")

        class Meta:
            indexes = ((("topic", "user"), True),)

    db.create_tables([Frame, Seance, Minute, Topic, Wish])
    kind = "json" if isinstance(db, SqliteDatabase) else "jsonb"
    db.execute_sql(f"""alter table programme add column breaks {kind} not null default '[]'""")
    migrator.migrate(
        migrator.add_column("user", "calendar_key", CharField(max_length=64, default="")),
        migrator.add_index("user", ("calendar_key",)),
    )


def down(migrator, db):
    migrator.migrate(
        migrator.drop_index("user", "user_calendar_key"),
        migrator.drop_column("user", "calendar_key"),
        migrator.drop_column("programme", "breaks"),
    )
    for table in ("wish", "topic", "minute", "seance", "frame"):
        db.execute_sql(f'drop table "{table}"')
