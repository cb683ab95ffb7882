"""A package that comes in: its file, and in words why it cannot be taken in."""

import io
import zipfile
import zlib

from flask_babel import gettext as _

from flu.models.parcel import LARGEST
from flu.web.portfolio import LISTS

INSIDE = "flu.json"
ZIP = b"PK\x03\x04"
BROKEN = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, RuntimeError, OSError, EOFError)


def unpacked(file):
    """The export's bytes, out of the package if one came; more than fits is cut and told so."""
    content = file.read(LARGEST + 1) if file else b""
    if not content.startswith(ZIP):
        return content
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parcel, parcel.open(INSIDE) as inside:
            return inside.read(LARGEST + 1)
    except BROKEN:
        return b""


FAULTS = {
    "not_json": lambda: _("Det er ikke en fil, vi kan læse. Vælg flu.json, eller hele pakken, som du hentede den."),
    "not_ours": lambda: _("Filen er ikke hentet fra FLU, eller den er ændret siden."),
    "version": lambda: _("Filen er fra en anden udgave af FLU, som ikke kan læses her."),
    "large": lambda most: _("Filen er for stor. Højst %(most)s MB.", most=most),
    "many": lambda most: _("Der er for meget i filen. Højst %(most)s ting.", most=most),
    "odd": lambda list: _("Noget under »%(list)s« er ikke, som FLU skriver det. Intet er hentet ind.", list=LISTS.get(list, list)),
    "cpr": lambda list: _("Under »%(list)s« står et CPR-nummer. Slet det i filen; det hører ikke til her.", list=LISTS.get(list, list)),
    "not_empty": lambda: _("Her står allerede noget, du har skrevet. En fil kan kun hentes ind, hvor der er tomt."),
}  # fmt: skip


def fault(key, words):
    """Why not, in the reader's language."""
    return FAULTS[key](**words)
