"""The culture pulse, told in sums alone; one's own energy, week by week; one's own focus."""

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

    class Group(Model):
        class Meta:
            database = db
            table_name = "group"

    class Pulse(Model):
        programme = ForeignKeyField(Programme, on_delete="CASCADE")
        moment = CharField(max_length=16)
        told = JSONField(default=dict)
        pot = TextField(default="")

        class Meta:
            database = db
            table_name = "pulse"
            indexes = ((("programme", "moment"), True),)

    class GroupPulse(Model):
        pulse = ForeignKeyField(Pulse, on_delete="CASCADE")
        group = ForeignKeyField(Group, on_delete="CASCADE")
        told = JSONField(default=dict)

        class Meta:
            database = db
            table_name = "group_pulse"
            indexes = ((("pulse", "group"), True),)

    class EnergyCheck(Model):
        user = ForeignKeyField(User, on_delete="CASCADE")
        monday = DateField()
        level = IntegerField()

        class Meta:
            database = db
            table_name = "energy_check"
            indexes = ((("user", "monday"), True),)

    class Focus(Model):
        uid = UUIDField(unique=True)
        created_at = DateTimeField()
        author = ForeignKeyField(User, on_delete="CASCADE")
        programme = ForeignKeyField(Programme, on_delete="CASCADE")
        moment = CharField(max_length=16)
        body = TextField()
        edited_at = DateTimeField(null=True)
        version = IntegerField(default=1)

        class Meta:
            database = db
            table_name = "focus"
            indexes = ((("author", "programme", "moment"), True),)

    db.create_tables([Pulse, GroupPulse, EnergyCheck, Focus])


def down(migrator, db):
    for table in ("focus", "energy_check", "group_pulse", "pulse"):
        db.execute_sql(f'drop table "{table}"')
