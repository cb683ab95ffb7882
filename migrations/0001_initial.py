"""The house as it was first built."""

# Generated from a schema diff on 2026-11-23 14:08.
from peewee import *


def up(migrator, db):
    class Organisation(Model):
        uid = UUIDField(unique=True)
        created_at = DateTimeField()
        name = CharField(max_length=120)
        vision = CharField(max_length=200, default="")

        class Meta:
            database = db
            table_name = "organisation"

    db.create_tables([Organisation])

    class Programme(Model):
        uid = UUIDField(unique=True)
        created_at = DateTimeField()
        organisation = ForeignKeyField(Organisation, on_delete="CASCADE")
        name = CharField(max_length=120)
        starts_on = DateField()
        weeks = IntegerField(default=26)

        class Meta:
            database = db
            table_name = "programme"

    db.create_tables([Programme])

    class Group(Model):
        uid = UUIDField(unique=True)
        created_at = DateTimeField()
        programme = ForeignKeyField(Programme, on_delete="CASCADE")
        name = CharField(max_length=60)
        archived_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "group"

    db.create_tables([Group])

    class Agreement(Model):
        uid = UUIDField(unique=True)
        created_at = DateTimeField()
        group = ForeignKeyField(Group, on_delete="CASCADE")
        version = IntegerField(default=1)
        answers = JSONField(default=list)
        text = TextField(default="Historierne bliver her. Læringen må rejse.")
        superseded_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "agreement"

    db.create_tables([Agreement])

    class Department(Model):
        uid = UUIDField(unique=True)
        created_at = DateTimeField()
        organisation = ForeignKeyField(Organisation, on_delete="CASCADE")
        parent = ForeignKeyField("self", null=True, on_delete="CASCADE")
        name = CharField(max_length=120)
        kind = CharField(max_length=16)

        class Meta:
            database = db
            table_name = "department"
            indexes = ((("organisation", "parent", "name"), True),)

    db.create_tables([Department])

    class User(Model):
        uid = UUIDField(unique=True)
        created_at = DateTimeField()
        organisation = ForeignKeyField(Organisation, on_delete="CASCADE")
        name = CharField(max_length=120)
        email = CharField(unique=True, max_length=254)
        title = CharField(max_length=120, default="")
        unit = ForeignKeyField(Department, null=True, on_delete="SET NULL")
        department = ForeignKeyField(Department, null=True, on_delete="SET NULL")
        manager = ForeignKeyField("self", null=True, on_delete="SET NULL")
        password_hash = CharField(null=True)
        locale = CharField(max_length=5, default="da")
        joined_at = DateTimeField(null=True)
        deactivated_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "user"

    db.create_tables([User])

    class Acceptance(Model):
        agreement = ForeignKeyField(Agreement, on_delete="CASCADE")
        user = ForeignKeyField(User, on_delete="CASCADE")
        digest = CharField(max_length=64)
        created_at = DateTimeField()

        class Meta:
            database = db
            table_name = "acceptance"
            indexes = ((("agreement", "user"), True),)

    db.create_tables([Acceptance])

    class Track(Model):
        uid = UUIDField(unique=True)
        created_at = DateTimeField()
        programme = ForeignKeyField(Programme, on_delete="CASCADE")
        code = CharField(max_length=40)
        name = CharField(max_length=80)
        short_name = CharField(max_length=24)
        name_en = CharField(max_length=80, default="")
        short_name_en = CharField(max_length=24, default="")
        description = TextField(default="")
        description_en = TextField(default="")
        position = IntegerField(default=0)
        hue = CharField(max_length=16, default="heather")
        icon = CharField(max_length=24, default="")
        first_week = IntegerField(null=True)
        last_week = IntegerField(null=True)
        archived_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "track"

    db.create_tables([Track])

    class Habit(Model):
        uid = UUIDField(unique=True)
        created_at = DateTimeField()
        author = ForeignKeyField(User, field=User.id, on_delete="CASCADE")
        group = ForeignKeyField(Group, field=Group.id, null=True, on_delete="SET NULL")
        visibility = CharField(max_length=16, default="private")
        shared_at = DateTimeField(null=True)
        paused_at = DateTimeField(null=True)
        withdrawn_at = DateTimeField(null=True)
        edited_at = DateTimeField(null=True)
        version = IntegerField(default=1)
        trigger = TextField()
        old_response = TextField()
        replacement = TextField()
        let_go_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "habit"

    db.create_tables([Habit])

    class Experiment(Model):
        uid = UUIDField(unique=True)
        created_at = DateTimeField()
        author = ForeignKeyField(User, field=User.id, on_delete="CASCADE")
        group = ForeignKeyField(Group, field=Group.id, null=True, on_delete="SET NULL")
        visibility = CharField(max_length=16, default="private")
        shared_at = DateTimeField(null=True)
        paused_at = DateTimeField(null=True)
        withdrawn_at = DateTimeField(null=True)
        edited_at = DateTimeField(null=True)
        version = IntegerField(default=1)
        state = CharField(index=True, max_length=16, default="idea")
        track = ForeignKeyField(Track, null=True, on_delete="SET NULL")
        previous = ForeignKeyField("self", null=True, on_delete="SET NULL")
        habit = ForeignKeyField(Habit, null=True, on_delete="SET NULL")
        changes = TextField(default="")
        desk_task = TextField(default="")
        wondering = TextField(default="")
        if_i = TextField(default="")
        then = TextField(default="")
        because = TextField(default="")
        core_task = TextField(default="")
        planned_at = DateTimeField(null=True)
        planned_whole_day = BooleanField(default=False)
        situation = TextField(default="")
        first_move = TextField(default="")
        sign = TextField(default="")
        who_knows = TextField(default="")
        expectation = TextField(default="")
        sealed_at = DateTimeField(null=True)
        postponed = IntegerField(default=0)
        seen_heard = TextField(default="")
        sign_seen = CharField(max_length=16, default="")
        employee_voice = TextField(default="")
        takeaway = TextField(default="")
        practice_when = TextField(default="")
        practice_stops = TextField(default="")
        dropped_why = TextField(default="")
        dropped_along = TextField(default="")
        unlearned_trigger = TextField(default="")
        unlearned_old = TextField(default="")
        unlearned_new = TextField(default="")
        concluded_at = DateTimeField(null=True)
        paused_from = CharField(max_length=16, default="")
        paused_until = DateField(null=True)

        class Meta:
            database = db
            table_name = "experiment"
            indexes = ((("author", "id"), False), (("group", "shared_at", "id"), False))

    db.create_tables([Experiment])

    class Format(Model):
        uid = UUIDField(unique=True)
        created_at = DateTimeField()
        programme = ForeignKeyField(Programme, on_delete="CASCADE")
        code = CharField(max_length=16)
        name = CharField(max_length=80)
        name_en = CharField(max_length=80, default="")
        prompts = JSONField(default=list)
        prompts_en = JSONField(default=list)
        minutes = IntegerField(default=2)
        private = BooleanField(default=False)
        picked = BooleanField(default=True)
        position = IntegerField(default=0)
        archived_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "format"
            indexes = ((("programme", "code"), True),)

    db.create_tables([Format])

    class Reflection(Model):
        uid = UUIDField(unique=True)
        created_at = DateTimeField()
        author = ForeignKeyField(User, field=User.id, on_delete="CASCADE")
        group = ForeignKeyField(Group, field=Group.id, null=True, on_delete="SET NULL")
        visibility = CharField(max_length=16, default="private")
        shared_at = DateTimeField(null=True)
        paused_at = DateTimeField(null=True)
        withdrawn_at = DateTimeField(null=True)
        edited_at = DateTimeField(null=True)
        version = IntegerField(default=1)
        experiment = ForeignKeyField(Experiment, null=True, on_delete="CASCADE")
        format = ForeignKeyField(Format, null=True, on_delete="SET NULL")
        answers = JSONField(default=list)
        wants = JSONField(default=list)
        locked_at = DateTimeField(null=True)
        locked_reason = CharField(max_length=280, default="")

        class Meta:
            database = db
            table_name = "reflection"
            indexes = ((("group", "shared_at", "id"), False), (("author", "id"), False))

    db.create_tables([Reflection])

    class Comment(Model):
        uid = UUIDField(unique=True)
        created_at = DateTimeField()
        author = ForeignKeyField(User, field=User.id, on_delete="CASCADE")
        group = ForeignKeyField(Group, field=Group.id, null=True, on_delete="SET NULL")
        visibility = CharField(max_length=16, default="private")
        shared_at = DateTimeField(null=True)
        paused_at = DateTimeField(null=True)
        withdrawn_at = DateTimeField(null=True)
        edited_at = DateTimeField(null=True)
        version = IntegerField(default=1)
        reflection = ForeignKeyField(Reflection, on_delete="CASCADE")
        kind = CharField(max_length=16)
        body = TextField()
        hinted = BooleanField(default=False)
        welcomed_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "comment"
            indexes = ((("reflection", "id"), False),)

    db.create_tables([Comment])

    class Action(Model):
        uid = UUIDField(unique=True)
        created_at = DateTimeField()
        author = ForeignKeyField(User, field=User.id, on_delete="CASCADE")
        group = ForeignKeyField(Group, field=Group.id, null=True, on_delete="SET NULL")
        visibility = CharField(max_length=16, default="private")
        shared_at = DateTimeField(null=True)
        paused_at = DateTimeField(null=True)
        withdrawn_at = DateTimeField(null=True)
        edited_at = DateTimeField(null=True)
        version = IntegerField(default=1)
        state = CharField(index=True, max_length=16, default="proposed")
        track = ForeignKeyField(Track, null=True, on_delete="SET NULL")
        title = CharField(max_length=120)
        why = TextField()
        first_step = TextField()
        first_step_on = DateField()
        first_step_done_at = DateTimeField(null=True)
        due_on = DateField()
        follow_up_on = DateField()
        late_follow_ups = IntegerField(default=0)
        expected_gain = TextField(default="")
        realised_gain = TextField(default="")
        sign = TextField(default="")
        backing = TextField(default="")
        takeaway = TextField(default="")
        experiment = ForeignKeyField(Experiment, null=True, on_delete="SET NULL")
        reflection = ForeignKeyField(Reflection, null=True, on_delete="SET NULL")
        comment = ForeignKeyField(Comment, null=True, on_delete="SET NULL")
        origin_kind = CharField(max_length=16, default="")
        origin_reason = TextField(default="")
        round_step = CharField(max_length=16, default="proposal")
        round_number = IntegerField(default=1)
        round_ends_on = DateField(null=True)

        class Meta:
            database = db
            table_name = "action"
            indexes = ((("group", "state", "id"), False),)

    db.create_tables([Action])

    class Attempt(Model):
        account = CharField(max_length=64)
        address = CharField(max_length=64)
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "attempt"
            indexes = ((("account", "at"), False), (("address", "at"), False))

    db.create_tables([Attempt])

    class Carrier(Model):
        action = ForeignKeyField(Action, on_delete="CASCADE")
        user = ForeignKeyField(User, on_delete="CASCADE")
        role = CharField(max_length=8, default="helper")

        class Meta:
            database = db
            table_name = "carrier"
            indexes = ((("action", "user"), True), (("user", "action"), False))

    db.create_tables([Carrier])

    class Check(Model):
        experiment = ForeignKeyField(Experiment, on_delete="CASCADE")
        week = IntegerField()
        answer = CharField(max_length=16)
        created_at = DateTimeField()

        class Meta:
            database = db
            table_name = "check"
            indexes = ((("experiment", "week"), True),)

    db.create_tables([Check])

    class Consent(Model):
        uid = UUIDField(unique=True)
        created_at = DateTimeField()
        user = ForeignKeyField(User, field=User.id, on_delete="CASCADE")
        action = ForeignKeyField(Action, on_delete="CASCADE")
        round_number = IntegerField(default=1)
        answer = CharField(max_length=12)
        harms = CharField(max_length=12, default="")
        body = TextField(default="")

        class Meta:
            database = db
            table_name = "consent"
            indexes = ((("action", "round_number", "user"), True),)

    db.create_tables([Consent])

    class Enrolment(Model):
        programme = ForeignKeyField(Programme, on_delete="CASCADE")
        user = ForeignKeyField(User, on_delete="CASCADE")
        role = CharField(max_length=20)
        granted_by = ForeignKeyField(User, null=True, on_delete="SET NULL")
        created_at = DateTimeField()

        class Meta:
            database = db
            table_name = "enrolment"
            indexes = ((("programme", "user", "role"), True),)

    db.create_tables([Enrolment])

    class Event(Model):
        organisation = ForeignKeyField(Organisation, null=True, on_delete="SET NULL")
        programme = ForeignKeyField(Programme, null=True, on_delete="SET NULL")
        group_id = CharField(index=True, null=True, max_length=36)
        actor = ForeignKeyField(User, null=True, on_delete="SET NULL")
        verb = CharField(index=True, max_length=48)
        subject_kind = CharField(max_length=24, default="")
        subject_uid = UUIDField(index=True, null=True)
        words = JSONField(default=dict)
        created_at = DateTimeField()
        digest = CharField(max_length=64)

        class Meta:
            database = db
            table_name = "event"

    db.create_tables([Event])

    class Flag(Model):
        uid = UUIDField(unique=True)
        created_at = DateTimeField()
        group = ForeignKeyField(Group, on_delete="CASCADE")
        user = ForeignKeyField(User, on_delete="CASCADE")
        subject_kind = CharField(max_length=16)
        subject_id = IntegerField()
        reason = TextField()
        settled_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "flag"
            indexes = ((("group", "settled_at"), False),)

    db.create_tables([Flag])

    class FollowUp(Model):
        uid = UUIDField(unique=True)
        created_at = DateTimeField()
        user = ForeignKeyField(User, field=User.id, on_delete="CASCADE")
        action = ForeignKeyField(Action, on_delete="CASCADE")
        happened = TextField()
        gain = TextField(default="")
        decision = CharField(max_length=10)
        due_on = DateField(null=True)

        class Meta:
            database = db
            table_name = "follow_up"

    db.create_tables([FollowUp])

    class Hiding(Model):
        uid = UUIDField(unique=True)
        created_at = DateTimeField()
        group = ForeignKeyField(Group, on_delete="CASCADE")
        by = ForeignKeyField(User, on_delete="CASCADE")
        subject_kind = CharField(max_length=16)
        subject_id = IntegerField()
        rule = CharField(max_length=20)
        reason = TextField()
        masks = JSONField(default=list)
        reply = TextField(default="")
        original = JSONField(null=True)
        revision = JSONField(null=True)
        lifted_at = DateTimeField(null=True)
        revised_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "hiding"
            indexes = ((("subject_kind", "subject_id", "lifted_at"), False),)

    db.create_tables([Hiding])

    class Invitation(Model):
        uid = UUIDField(unique=True)
        created_at = DateTimeField()
        user = ForeignKeyField(User, on_delete="CASCADE")
        programme = ForeignKeyField(Programme, null=True, on_delete="CASCADE")
        group = ForeignKeyField(Group, null=True, on_delete="CASCADE")
        role = CharField(max_length=20, default="participant")
        digest = CharField(unique=True, max_length=64)
        invited_by = ForeignKeyField(User, null=True, on_delete="SET NULL")
        expires_at = DateTimeField()
        used_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "invitation"

    db.create_tables([Invitation])

    class Line(Model):
        above = ForeignKeyField(User, on_delete="CASCADE")
        below = ForeignKeyField(User, on_delete="CASCADE")

        class Meta:
            database = db
            table_name = "line"
            indexes = ((("above", "below"), True), (("below", "above"), False))

    db.create_tables([Line])

    class Membership(Model):
        uid = UUIDField(unique=True)
        created_at = DateTimeField()
        group = ForeignKeyField(Group, on_delete="CASCADE")
        user = ForeignKeyField(User, on_delete="CASCADE")
        role = CharField(max_length=16, default="member")
        reads_from = DateTimeField()
        left_at = DateTimeField(null=True)
        paused_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "membership"
            indexes = ((("user", "group"), False), (("group", "user"), False))

    db.create_tables([Membership])

    class SignIn(Model):
        uid = UUIDField(unique=True)
        created_at = DateTimeField()
        user = ForeignKeyField(User, on_delete="CASCADE")
        digest = CharField(unique=True, max_length=64)
        device = CharField(max_length=120, default="")
        used_at = DateTimeField()
        ended_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "sign_in"

    db.create_tables([SignIn])

    class Tie(Model):
        uid = UUIDField(unique=True)
        created_at = DateTimeField()
        told_by = ForeignKeyField(User, on_delete="CASCADE")
        other = ForeignKeyField(User, on_delete="CASCADE")

        class Meta:
            database = db
            table_name = "tie"
            indexes = ((("told_by", "other"), True), (("other", "told_by"), False))

    db.create_tables([Tie])

    class Trial(Model):
        uid = UUIDField(unique=True)
        created_at = DateTimeField()
        experiment = ForeignKeyField(Experiment, on_delete="CASCADE")
        outcome = CharField(max_length=16)
        note = TextField(default="")

        class Meta:
            database = db
            table_name = "trial"

    db.create_tables([Trial])

    class Voice(Model):
        uid = UUIDField(unique=True)
        created_at = DateTimeField()
        user = ForeignKeyField(User, field=User.id, on_delete="CASCADE")
        action = ForeignKeyField(Action, on_delete="CASCADE")
        step = CharField(max_length=16)
        body = TextField()

        class Meta:
            database = db
            table_name = "voice"

    db.create_tables([Voice])


def down(migrator, db):
    migrator.migrate(migrator.drop_table("voice"))
    migrator.migrate(migrator.drop_table("trial"))
    migrator.migrate(migrator.drop_table("tie"))
    migrator.migrate(migrator.drop_table("sign_in"))
    migrator.migrate(migrator.drop_table("membership"))
    migrator.migrate(migrator.drop_table("line"))
    migrator.migrate(migrator.drop_table("invitation"))
    migrator.migrate(migrator.drop_table("hiding"))
    migrator.migrate(migrator.drop_table("follow_up"))
    migrator.migrate(migrator.drop_table("flag"))
    migrator.migrate(migrator.drop_table("event"))
    migrator.migrate(migrator.drop_table("enrolment"))
    migrator.migrate(migrator.drop_table("consent"))
    migrator.migrate(migrator.drop_table("check"))
    migrator.migrate(migrator.drop_table("carrier"))
    migrator.migrate(migrator.drop_table("attempt"))
    migrator.migrate(migrator.drop_table("action"))
    migrator.migrate(migrator.drop_table("comment"))
    migrator.migrate(migrator.drop_table("reflection"))
    migrator.migrate(migrator.drop_table("format"))
    migrator.migrate(migrator.drop_table("experiment"))
    migrator.migrate(migrator.drop_table("habit"))
    migrator.migrate(migrator.drop_table("track"))
    migrator.migrate(migrator.drop_table("acceptance"))
    migrator.migrate(migrator.drop_table("user"))
    migrator.migrate(migrator.drop_table("department"))
    migrator.migrate(migrator.drop_table("agreement"))
    migrator.migrate(migrator.drop_table("group"))
    migrator.migrate(migrator.drop_table("programme"))
    migrator.migrate(migrator.drop_table("organisation"))
