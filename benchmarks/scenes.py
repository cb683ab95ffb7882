"""A group that has written much: what the pages are measured on."""

from itertools import cycle, islice

from flu.models import Comment, Reflection

THOUGHTS = (
    "Jeg tav i fire minutter. Det føltes langt. Men så fortalte en fra holdet noget om en borgers"
    " morgen, som ingen af os andre havde set.",
    "Jeg troede, jeg sparede tid ved at skrive i systemet. Opkaldet tog seks minutter og sparede"
    " os for to opkald den anden vej – og en borger for at blive forvirret.",
    "Jeg savner at være den, der ved det. Fem sekunder er længe. Tre gange ud af fem havde de selv"
    " svaret.",
    "Den ene vagt blev byttet på ti minutter. Den anden hang. Jeg opdagede, at jeg allerede havde"
    " telefonen i hånden.",
)
ANSWERS = (
    ("hears", "Jeg hører, at stilheden var det sværeste – og at det var der, det lykkedes."),
    ("wonders", "Hvad gjorde du med blikket i de fire minutter?"),
    ("recognises", "Jeg genkender trangen til at fylde pausen ud. Hos os er det mig, der taler"),
    ("impressed", "Det gør indtryk, at du fortalte teamet, hvad du øver dig på."),
)


class Scene:
    """Ada's thread with its answers in Broen's feed, and questions that wait for her."""

    def __init__(self, cast, *, posts=20, answers=20):
        self.cast = cast
        self.reader = cast.ada
        self.thread = share(cast)
        answer(self.thread, by=cast.ben, times=answers)
        for _ in range(posts - 1):
            share(cast)

    @property
    def addresses(self):
        """What is asked for, by name."""
        return {
            "thread": f"/reflections/{self.thread.uid}",
            "feed": f"/groups/{self.cast.broen.uid}",
            "now": "/now",
        }

    def rows(self):
        """The thread in plain words, for a page that knows no models."""
        comments = Comment.under(self.thread, self.reader)
        return {
            "author": self.thread.author.name,
            "answers": self.thread.answers,
            "comments": [
                {"name": c.author.name, "kind": c.kind, "body": c.body, "at": c.created_at}
                for c in comments
            ],
        }


def share(cast, by=None):
    """One more reflection in Broen, ada's unless told otherwise."""
    count = Reflection.select().count()
    return cast.reflection(by=by, answer=THOUGHTS[count % len(THOUGHTS)])


def answer(thread, *, by, times):
    """As many answers, of every kind in turn."""
    for kind, body in islice(cycle(ANSWERS), times):
        Comment.post(body, kind=kind, on=thread, by=by)
