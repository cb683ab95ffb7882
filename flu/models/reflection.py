"""A refleksion: what it means for my leading. Shared, it opens a thread."""

from peewee import JOIN, BooleanField, CharField, ForeignKeyField, JSONField, Tuple

from flu import clock
from flu.db import UTCDateTimeField, transaction
from flu.models.department import Department
from flu.models.event import Event
from flu.models.experiment import Experiment
from flu.models.format import Format
from flu.models.group import Group
from flu.models.item import Item, may_read, tables_of
from flu.models.phases import Phased
from flu.models.refusal import Refused
from flu.models.track import Track
from flu.models.user import User

WANTS = ("listen", "questions", "experience", "challenge")
PAGE = 20


class Reflection(Phased, Item):
    """`answers` is a list of {"prompt", "answer"}, the prompts as they were asked."""

    experiment = ForeignKeyField(Experiment, null=True, backref="reflections", on_delete="CASCADE")
    format = ForeignKeyField(Format, null=True, backref="reflections", on_delete="SET NULL")
    answers = JSONField(default=list)
    wants = JSONField(default=list)
    locked_at = UTCDateTimeField(null=True)
    locked_reason = CharField(max_length=280, default="")
    script = CharField(max_length=16, default="plain")
    stage = CharField(max_length=16, default="")
    staged_at = UTCDateTimeField(null=True)
    interviewer = ForeignKeyField(User, null=True, backref="+", on_delete="SET NULL")
    is_excerpt = BooleanField(default=False)  # chosen parts of its author's portfolio

    shows_try = False  # does this reader read the try, too?

    class Meta:
        indexes = ((("group", "shared_at", "id"), False), (("author", "id"), False))

    @classmethod
    def post(cls, answers, *, by, format=None, on=None, uid=None, is_excerpt=False):
        """Write it down once; only its author reads it until it is shared."""
        with transaction():
            fields = {"answers": answers, "format": format, "experiment": on}
            reflection, fresh = cls.once(uid, by=by, is_excerpt=is_excerpt, **fields)
            if fresh:
                Event.record("reflection.posted", by=by, on=reflection)
                if on is not None:
                    on.reflected(by=by)
        return reflection

    @classmethod
    def share_experiment(
        cls, experiment, *, takeaway, wants, visibility, group, by, alone=False, script=None
    ):
        """One sentence others can use tomorrow; the try and its thread go out together, and
        come back together. `alone` keeps what was reflected to oneself."""
        with transaction():
            experiment.share(visibility, group, takeaway=takeaway)
            threads, wished = cls.threads_of(experiment), None
            if visibility != "private":
                told = cls.thread_of(experiment, alone)
                threads, wished = [told or cls.post([], by=by, on=experiment)], wants
            for thread in threads:
                thread.share(visibility=visibility, group=group, wants=wished, by=by, script=script)
        return threads[0] if threads else None

    @classmethod
    def threads_of(cls, experiment):
        """The reflections by which this try is shared now, the latest first."""
        return list(
            cls.select()
            .where(
                cls.experiment == experiment,
                cls.withdrawn_at.is_null(),
                cls.visibility != "private",
            )
            .order_by(cls.id.desc())
        )

    @classmethod
    def thread_of(cls, experiment, alone=False):
        """The reflection by which this try is shared or would be: one shared before, else –
        unless `alone` – the latest that is not of a private kind."""
        fit = cls.shared_at.is_null(False)
        if not alone:
            fit |= Format.private.is_null() | ~Format.private
        return (
            cls.select()
            .join(Format, JOIN.LEFT_OUTER)
            .where(cls.experiment == experiment, cls.withdrawn_at.is_null(), fit)
            .order_by(cls.shared_at.is_null(), cls.id.desc())
            .first()
        )

    @classmethod
    def visible_to(cls, viewer):
        return (
            cls.select(cls, User, Department, Group, Experiment, Track, Format)
            .select_extend(may_read(Experiment, viewer).alias("shows_try"))
            .join(User, on=cls.author)
            .join(Department, JOIN.LEFT_OUTER, on=User.unit)
            .switch(cls)
            .join(Group, JOIN.LEFT_OUTER)
            .switch(cls)
            .join(Experiment, JOIN.LEFT_OUTER)
            .join(Track, JOIN.LEFT_OUTER)
            .switch(cls)
            .join(Format, JOIN.LEFT_OUTER)
            .where(cls.readable(viewer))
        )

    @classmethod
    def feed(cls, group, viewer, *, before=None):
        """What is shared in the group, the latest first, by key; one more than a page if more."""
        shared = cls.visible_to(viewer).where(cls.group == group, cls.visibility != "private")
        if before is not None:
            Last = cls.alias()
            mark = Last.select(Last.shared_at, Last.id).where(Last.uid == before)
            shared = shared.where(Tuple(cls.shared_at, cls.id) < mark)
        return shared.order_by(cls.shared_at.desc(), cls.id.desc()).limit(PAGE + 1)

    @classmethod
    def withheld_in(cls, group, viewer):
        """How many of the group's posts moderation keeps from this viewer now."""
        return (
            cls.select()
            .where(
                cls.group == group,
                cls.paused_at.is_null(False),
                may_read(cls, viewer, paused=True) & ~may_read(cls, viewer),
            )
            .count()
        )

    @classmethod
    def mine(cls, user, *, before=None):
        """The person's own, the latest first, by key; one more than a page tells of more."""
        own = cls.visible_to(user).where(cls.author == user)
        if before is not None:
            Last = cls.alias()
            own = own.where(cls.id < Last.select(Last.id).where(Last.uid == before))
        return own.order_by(cls.id.desc()).limit(PAGE + 1)

    @classmethod
    def on(cls, experiment, viewer):
        """The reflections on a try that this viewer may read, in the order of arrival."""
        return cls.visible_to(viewer).where(cls.experiment == experiment).order_by(cls.id)

    def share(self, *, visibility, group, wants=None, by, script=None):
        """Widen or narrow the audience (N5); comments follow only as their authors agreed. The
        first time, and whenever a script is chosen, it begins as that says, or the group (N8).

        Raises Refused for a private kind, and for a table one does not sit at.
        """
        with transaction():
            if visibility != "private":
                self._refuse_to_share(group)
            if self.shared_at is None and visibility != "private":
                script = script or group.script
            self.widen_or_narrow(visibility, group)
            if wants is not None:
                self.wants = wants
            self.save(only=["visibility", "group", "shared_at", "wants"])
            shared_in = self.group if visibility != "private" else None
            Event.record("reflection.shared", by=by, on=self, group=shared_in, reach=visibility)
            if script not in (None, self.script):
                self.begin(script, by=by)

    def hold(self, since):
        """The try that went out with it waits, too."""
        with transaction():
            super().hold(since)
            Experiment.update(paused_at=since).where(Experiment.id == self.experiment_id).execute()

    def revise(self, answers, *, wants=None, seen=None):
        """The author's own change of words."""
        self.write_over(seen=seen, answers=answers, wants=self.wants if wants is None else wants)

    def lock(self, reason, *, by):
        """No more answers until it is opened again; the group reads why."""
        with transaction():
            self.locked_at, self.locked_reason = clock.now(), reason
            self.save(only=["locked_at", "locked_reason"])
            Event.record("thread.locked", by=by, on=self, group=self.group, reason=reason)

    def unlock(self, *, by):
        with transaction():
            self.locked_at, self.locked_reason = None, ""
            self.save(only=["locked_at", "locked_reason"])
            Event.record("thread.unlocked", by=by, on=self, group=self.group)

    @property
    def thread(self):
        return self

    @property
    def wording(self):
        return self.text

    def _refuse_to_share(self, group):
        if self.format and self.format.private:
            raise Refused("reflection.private")
        if group not in tables_of(self.author):
            raise Refused("reflection.no_table")

    @property
    def invites_challenge(self):
        return "challenge" in self.wants

    @property
    def text(self):
        """All that was answered, as one text."""
        return "\n\n".join(a["answer"] for a in self.answers if a["answer"])

    @property
    def title(self):
        """The words a list can show: the takeaway, else the first answer."""
        return (self.experiment.takeaway if self.experiment else "") or self.text
