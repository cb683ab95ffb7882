"""What another app shares with FLU: a title, words, an address; each may be missing."""

import re

from wtforms import StringField

from flu.forms.fields import Form
from flu.text import tidy

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def kept(said):
    """Without the signs no database keeps, which nobody here has typed or could find again."""
    return CONTROL.sub("", tidy(said))


class SharingForm(Form):
    title = StringField(filters=[kept])
    text = StringField(filters=[kept])
    url = StringField(filters=[kept])

    @property
    def words(self):
        """Each on a line of its own; what stands within another is not said twice."""
        said = dict.fromkeys([self.title.data, self.text.data, self.url.data])
        return "\n".join(a for a in said if a and not any(a in b for b in said if b != a))
