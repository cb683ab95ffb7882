"""Ledelsesdiscipliner: three new and three classical, of equal weight (S19, S23)."""

from flu import defaults

MOST = 3
KINDS = ("new", "classical")


def named(codes):
    """Those with these codes, in the order of the map."""
    return [discipline for discipline in defaults.disciplines() if discipline.code in codes]


def coded(code):
    """The one with this code, or None."""
    return next(iter(named([code])), None)


def holds(codes, code):
    """SQL: a column with a list of codes holds this one; alike on both engines."""
    return codes.cast("text").contains(f'"{code}"')


def groups():
    """Kind → its disciplines, the new ones first; both sides are as large."""
    return {kind: [d for d in defaults.disciplines() if d.kind == kind] for kind in KINDS}
