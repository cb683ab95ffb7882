"""What is wrong with a list of people, row by row, and what to do about it."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

COLUMNS = {
    "name": _l("navn"),
    "email": _l("e-mail"),
    "title": _l("titel"),
    "administration": _l("forvaltning"),
    "department": _l("afdeling"),
    "unit": _l("enhed"),
    "manager_email": _l("leders e-mail"),
}
FAULTS = {
    "closed": lambda: _("Personens konto er lukket. Tag rækken ud."),
    "column_missing": lambda column: _("Kolonnen »%(column)s« mangler i første linje.", column=COLUMNS[column]),
    "column_twice": lambda column: _("Kolonnen »%(column)s« står der to gange.", column=COLUMNS[column]),
    "deep": lambda most: _("Der er over %(most)s led over personen. Tjek lederne på listen.", most=most),
    "email_bad": lambda email: _("»%(email)s« er ikke en e-mailadresse.", email=email),
    "email_missing": lambda: _("E-mail mangler."),
    "empty": lambda: _("Listen er tom. Første linje er kolonnernes navne, derefter én linje for hver person."),
    "foreign": lambda: _("Den e-mail kan ikke bruges her."),
    "manager_unknown": lambda email: _("Lederen %(email)s står hverken på listen eller i forvejen i FLU.", email=email),
    "more_cells": lambda: _("Rækken har flere felter end første linje. Mangler der anførselstegn?"),
    "name_missing": lambda: _("Navn mangler."),
    "odd": lambda column: _("I »%(column)s« er der tegn, som ikke kan gemmes.", column=COLUMNS[column]),
    "place_unclear": lambda: _("Vi kan ikke se, hvor enheden hører til. Skriv både forvaltning og afdeling."),
    "quotes": lambda line: _("Et anførselstegn mangler omkring linje %(line)s.", line=line),
    "ring": lambda email: _("Ledelseslinjen går i ring: %(email)s er også under denne person.", email=email),
    "too_long": lambda column, most: _("»%(column)s« er for lang. Højst %(most)s tegn.", column=COLUMNS[column], most=most),
    "too_many": lambda most: _("Listen har over %(most)s linjer. Del den i to.", most=most),
    "twice": lambda line: _("Samme e-mail står i linje %(line)s.", line=line),
}  # fmt: skip


def fault(key, words):
    """The fault in the reader's language."""
    return FAULTS[key](**words)
