"""What is sent up the line: three lines, requests for backing, lifted actions; and the goals."""

from peewee import *

TABLES = ("aim", "goal", "lift", "ask", "backing", "remark", "brief")


def up(migrator, db):
    class User(Model):
        class Meta:
            database = db
            table_name = "user"

    class Group(Model):
        class Meta:
            database = db
            table_name = "group"

    class Programme(Model):
        class Meta:
            database = db
            table_name = "programme"

    class Experiment(Model):
        class Meta:
            database = db
            table_name = "experiment"

    class Action(Model):
        class Meta:
            database = db
            table_name = "action"

    class Item(Model):
        uid = UUIDField(unique=True)
        created_at = DateTimeField()
        author = ForeignKeyField(User, on_delete="CASCADE")
        group = ForeignKeyField(Group, null=True, on_delete="SET NULL")
        visibility = CharField(max_length=16, default="private")
        shared_at = DateTimeField(null=True)
        paused_at = DateTimeField(null=True)
        withdrawn_at = DateTimeField(null=True)
        edited_at = DateTimeField(null=True)
        version = IntegerField(default=1)

        class Meta:
            database = db

    class Brief(Item):
        to = ForeignKeyField(User, on_delete="CASCADE")
        working_on = TextField()
        learned = TextField(default="")
        needed = TextField(default="")
        experiment = ForeignKeyField(Experiment, null=True, on_delete="SET NULL")

        class Meta:
            table_name = "brief"
            indexes = ((("to", "id"), False),)

    class Remark(Item):
        brief = ForeignKeyField(Brief, on_delete="CASCADE")
        body = TextField()

        class Meta:
            table_name = "remark"

    class Backing(Item):
        title = CharField(max_length=120)
        body = TextField(default="")
        wished_on = DateField()
        action = ForeignKeyField(Action, null=True, on_delete="SET NULL")
        experiment = ForeignKeyField(Experiment, null=True, on_delete="SET NULL")
        about = TextField(default="")

        class Meta:
            table_name = "backing"
            indexes = ((("author", "id"), False),)

    class Ask(Model):
        backing = ForeignKeyField(Backing, on_delete="CASCADE")
        to = ForeignKeyField(User, on_delete="CASCADE")
        passed_by = ForeignKeyField(User, null=True, on_delete="SET NULL")
        answer = CharField(max_length=12, default="")
        body = TextField(default="")
        answered_at = DateTimeField(null=True)
        passed_on_at = DateTimeField(null=True)
        created_at = DateTimeField()

        class Meta:
            database = db
            table_name = "ask"
            indexes = ((("backing", "to"), True), (("to", "id"), False))

    class Lift(Item):
        action = ForeignKeyField(Action, on_delete="CASCADE")
        programme = ForeignKeyField(Programme, on_delete="CASCADE")
        title = CharField(max_length=120)
        why = TextField()
        gain = TextField(default="")

        class Meta:
            table_name = "lift"

    class Goal(Model):
        uid = UUIDField(unique=True)
        created_at = DateTimeField()
        programme = ForeignKeyField(Programme, on_delete="CASCADE")
        name = CharField(max_length=120)
        name_en = CharField(max_length=120, default="")
        position = IntegerField(default=0)
        archived_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "goal"

    class Aim(Model):
        goal = ForeignKeyField(Goal, on_delete="CASCADE")
        experiment = ForeignKeyField(Experiment, null=True, on_delete="CASCADE")
        action = ForeignKeyField(Action, null=True, on_delete="CASCADE")

        class Meta:
            database = db
            table_name = "aim"
            indexes = ((("goal", "experiment"), True), (("goal", "action"), True))

    db.create_tables([Brief, Remark, Backing, Ask, Lift, Goal, Aim])


def down(migrator, db):
    for table in TABLES:
        db.execute_sql(f'drop table "{table}"')
