"""A table of text as spreadsheets save it: lines of named cells, and what is wrong with it."""

import csv
import io

from flu import text

COLUMNS = {
    "name": "name navn fuldenavn fuldtnavn medarbejder",
    "email": "email mail emailadresse mailadresse epost",
    "title": "title titel stilling stillingsbetegnelse",
    "administration": "administration forvaltning direktørområde",
    "department": "department afdeling område center",
    "unit": "unit enhed arbejdssted arbejdsplads",
    "manager_email": "manageremail manager leder ledersemail lederemail ledersmail nærmesteleder "
    "nærmesteledersemail nærmestelederemail chefsemail",
}
MEANS = {word: column for column, words in COLUMNS.items() for word in words.split()}
NEEDED = ("name", "email")
SEPARATORS = ";,\t"
MOST_LINES = 5000


class Table:
    """`lines` are (line number, cells by column, cells too many); `faults` are (key, words)."""

    def __init__(self, content):
        self.faults = []
        self.unknown = []
        self.lines = self._lines(content)

    def blame(self, key, **words):
        self.faults.append((key, words))

    def _lines(self, content):
        filled = list(self._filled(content))
        if len(filled) < 2 and not self.faults:
            self.blame("empty")
        if self.faults:
            return []
        columns = self._columns(filled[0][1])
        if len(filled) > MOST_LINES + 1:
            self.blame("too_many", most=MOST_LINES)
        if self.faults:
            return []
        return [_line(number, cells, columns) for number, cells in filled[1:]]

    def _filled(self, content):
        """(number, cells) of the lines with something in them."""
        reader = csv.reader(io.StringIO(content), delimiter=_separator(content), strict=True)
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield reader.line_num, [" ".join(text.tidy(cell).split()) for cell in cells]
        except csv.Error:
            self.blame("quotes", line=reader.line_num)

    def _columns(self, header):
        columns = [MEANS.get(_plain(cell)) for cell in header]
        self.unknown = [
            cell for cell, known in zip(header, columns, strict=True) if cell and not known
        ]
        for column in COLUMNS:
            if columns.count(column) > 1:
                self.blame("column_twice", column=column)
        for column in NEEDED:
            if column not in columns:
                self.blame("column_missing", column=column)
        return columns


def decoded(content):
    """Bytes as text, whichever of the usual ways a spreadsheet saved them."""
    for marks, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16")):
        if content.startswith(marks):
            return content.decode(encoding, "replace")
    for encoding in ("utf-8", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _separator(content):
    header = next((line for line in content.splitlines() if line.strip()), "")
    return max(SEPARATORS, key=header.count)


def _plain(cell):
    """ "Nærmeste leders e-mail" and "nærmeste_leders_email" are one word."""
    return "".join(c for c in cell.casefold() if c.isalnum())


def _line(number, cells, columns):
    named = {name: cell for name, cell in zip(columns, cells, strict=False) if name}
    return number, named, any(cells[len(columns) :])
