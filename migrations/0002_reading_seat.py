"""A seat that reads: open, not paused, the promise in force accepted (I5, I10, I13)."""

VIEW = """
create view reading_seat as
select m.user_id, m.group_id, g.programme_id, m.role, m.reads_from
from membership m
join "group" g on g.id = m.group_id
join agreement a on a.group_id = m.group_id and a.superseded_at is null
join acceptance x on x.agreement_id = a.id and x.user_id = m.user_id
where m.left_at is null and m.paused_at is null
"""


def up(migrator, db):
    db.execute_sql(VIEW)


def down(migrator, db):
    db.execute_sql("drop view reading_seat")
