"""Our way to SQL is quicker than peewee's, and writes the same words and values."""

from datetime import UTC, date, datetime

import peewee
import pytest
from peewee import SQL, Case, NodeList, Value, fn

from flu import sql
from flu.models import Action, Comment, Group, Membership, Reflection, User

WAYS = {
    "sqlite": peewee.SqliteDatabase(None).get_context_options(),
    "postgres": peewee.PostgresqlDatabase(None).get_context_options(),
}
MEMBERS = Membership.select(Membership.user).where(Membership.group == 7)
NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)
OTHER = User.alias()
NAMED = User.alias("somebody")
COUNTED = Comment.select(Comment.reflection, fn.COUNT(Comment.id).alias("n")).group_by(
    Comment.reflection
)
QUESTIONS = {
    "nothing asked": User.select(),
    "two sides": User.select().where((User.id == 1) & ((User.name == "Ada") | (User.id > 2))),
    "turned round": User.select().where(~((User.id == 1) | (User.name != "Ada"))),
    "NULL": Membership.select().where(Membership.left_at.is_null(), ~Membership.user.is_null()),
    "equal to None": User.select().where(User.department == None),  # noqa: E711
    "one of a list": User.select().where(User.id.in_([1, 2]), User.name.not_in(("Ada",))),
    "one of nobody": User.select().where(User.id.in_([]), User.id.not_in(())),
    "one of those": User.select().where(User.id.in_(MEMBERS), User.id.not_in(MEMBERS)),
    "those of those": User.select().where(
        User.id.in_(MEMBERS.where(Membership.group.in_(Group.select().where(Group.id < 9))))
    ),
    "exists": User.select().where(fn.EXISTS(MEMBERS.where(Membership.user == User.id))),
    "a table twice": User.select(User, OTHER.name).join(OTHER, on=OTHER.id == User.id),
    "a table with a name": NAMED.select(NAMED.name).where(NAMED.id == 1).order_by(NAMED.name),
    "a question as a table": Reflection.select(Reflection, COUNTED.c.n)
    .join(COUNTED, peewee.JOIN.LEFT_OUTER, on=COUNTED.c.reflection_id == Reflection.id)
    .order_by(COUNTED.c.n.desc(nulls="last")),
    "a case": Action.select(Case(None, [(Action.state == "done", 1)], 0), Action.title),
    "sums": User.select((User.id + 1) * 2, User.id - User.department, -User.id),
    "words": User.select().where(
        User.name.contains("å"), User.name.startswith("A"), User.name + "!" == "Ada!"
    ),
    "words by rules": User.select().where(fn.LOWER(User.name) == "ada", User.name ** "%da"),
    "between": User.select().where(User.id.between(1, 5)),
    "a moment under a name": Membership.select().where(Membership.left_at.alias("gone") < NOW),
    "a moment with another": Membership.select().where(Membership.left_at.cast("text") == "now"),
    "values alone": User.select(Value(1)).where(Value(True) == 1, SQL("1 = ?", [1]), True),
    "a person": Membership.select().where(Membership.user == User(id=3)),
    "a model as a value": User.select(fn.COUNT(User)).where(fn.COALESCE(User.id, 0) == 1),
    "a list of pairs": User.select().where(
        NodeList((SQL("("), User.id, SQL(","), User.name, SQL(")"))) == 1
    ),
    "distinct": User.select(User.name).distinct().limit(3).offset(2),
    "having": User.select(User.department).group_by(User.department).having(fn.COUNT(User.id) > 1),
    "either": User.select(User.id).where(User.id == 1) | User.select(User.id).where(User.id == 2),
    "a row": User.insert(name="Ada", email="ada@proeveby.example"),
    "rows": User.insert_many([{"name": "Ada"}, {"name": "Ben"}]),
    "a row or nothing": Group.insert(name="Broen").on_conflict_ignore(),
    "a change": Membership.update(role="host", left_at=None).where(Membership.id == 1),
    "a change by a sum": Action.update(round_number=Action.round_number + 1),
    "a change of those": Membership.update(role="host").where(Membership.user.in_(MEMBERS)),
    "an end": Membership.delete().where(Membership.user == 1, Membership.group.in_(MEMBERS)),
    "a day": Action.select().where(Action.round_ends_on < date(2026, 11, 23)),
    "for itself": User.select(User.id).where(User.id == 1).alias("us").select_from(SQL("us.id")),
}


def written(context, question, options):
    """Text and values; of a new row what kinds they are, as each writing draws a uid anew."""
    text, values = context(**options).sql(question).query()
    is_drawn = isinstance(question, peewee.Insert)
    return text, [type(value) if is_drawn else repr(value) for value in values]


@pytest.mark.parametrize("options", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_each_kind_of_question_reads_as_peewee_writes_it(question, options):
    assert written(sql.Context, question, options) == written(peewee.Context, question, options)


def test_nothing_is_kept_of_a_question_that_was_asked_before():
    """Each alias has classes of its own; they go with it."""

    def ask():
        Other = User.alias()
        question = Other.select(Other.id, Other.name).where(Other.email == "a", Other.id.in_([1]))
        return written(sql.Context, question, WAYS["sqlite"])

    text = ask()
    known = set(sql.WRITERS)
    assert [ask() for _ in range(10)] == [text] * 10
    assert set(sql.WRITERS) == known


def test_all_that_pages_and_verbs_ask_reads_as_peewee_writes_it(cast, as_, built, monkeypatch):
    """Every page that needs no address of its own, for the three who see most, and the writes."""
    asked, ask = {}, peewee.Database.execute

    def execute(database, question, **options):
        text, _ = written(sql.Context, question, WAYS["sqlite"] | options)
        asked.setdefault(text, (question, options))
        return ask(database, question, **options)

    monkeypatch.setattr(peewee.Database, "execute", execute)
    cast.comment()
    cast.action(helpers=[cast.ben]).turn("consent", by=cast.ada)
    cast.seat(cast.ben).end(by=cast.ben)
    pages = [r.rule for r in built.url_map.iter_rules() if "GET" in r.methods and not r.arguments]
    for person in (cast.ada, cast.cleo, cast.lea):
        for page in pages:
            assert as_(person).get(page).status_code < 500
    assert len(asked) > 100
    for question, more in asked.values():
        for options in WAYS.values():
            ours = written(sql.Context, question, options | more)
            assert ours == written(peewee.Context, question, options | more)
