"""Our modules as one script, joined when the app starts, as the style sheet is: a phone on slow 4G
must not fetch thirty files. Each keeps a scope of its own and sees there what it imports."""

import re

IMPORT = re.compile(r'^import (?:(\{[^}]*\}) from )?"flu/([^"]+)"\n', re.M)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class) (\w+))", re.M)
OTHER = re.compile(r"^(?:import|export) .*", re.M)
ASIDE = re.compile(  # comments, indentation and the air around signs, but for what stands in quotes
    r"""(?P<kept>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)"""
    r"""|^\s*//[^\n]*\n?|^\s+|[ ]+//[^\n]*|[ ]?(?P<sign>=>|[={}(),:;?&|])(?:[ ](?!/))?""",
    re.M | re.S,
)


def joined(folder, entry="app.js", *, beside=()):
    """The entry behind all it imports, but for what stands in the script beside it.

    Raises ValueError for a link that cannot be followed.
    """
    met = gathered(folder, entry, {})
    return tight("".join(scoped(name, text) for name, text in met.items() if name not in beside))


def shared(folder, entry):
    """The same as a plain script for a page and its worker, which no import map reaches."""
    return joined(folder, entry).replace("export const ", "const ")


def linked(text):
    """A script that sees what it imports in the plain script before it."""
    return tight(IMPORT.sub(taken, text))


def gathered(folder, name, met):
    """Name → text of a module and of those it imports, each behind what it needs."""
    text = (folder / name).read_text()
    for _, other in IMPORT.findall(text):
        if other not in met:
            gathered(folder, other, met)
    met[name] = text
    return met


def scoped(name, text):
    offers = ", ".join(EXPORT.findall(text))
    body = EXPORT.sub("", IMPORT.sub(taken, text))
    if strange := OTHER.search(body):
        raise ValueError(f"{name} cannot be joined: {strange[0]}")
    if offers:
        return f"export const {called(name)} = (() => {{\n{body}return {{ {offers} }}\n}})()\n"
    return f"{{\n{body}}}\n" if body else ""


def taken(found):
    names, module = found.groups()
    return f"const {names.replace(' as ', ': ')} = {called(module)}\n" if names else ""


def called(module):
    return re.sub(r"\W", "_", module.removesuffix(".js"))


def tight(text):
    """The same script without comments and air, line by line as it was."""
    return ASIDE.sub(lambda found: found["kept"] or found["sign"] or "", text)
