"""Render and send one mail: neutral words and a link, nothing anybody wrote (I9, S23).

`FLU_MAIL_URL` is `smtp://host:port` or `smtps://…`, with name and password if the server asks.
Where it is empty, letters are kept undone in their table, and `flu check` tells how many.
"""

import logging
import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from flu.models.echo import Echo
from flu.models.letter import Letter

log = logging.getLogger(__name__)
PATIENCE = 20  # seconds
WORDS = {
    "da": {
        "subject": "Et enkelt spørgsmål fra FLU",
        "body": "Hej {name}\n\nDer er gået {days} dage, siden forløbet sluttede. Noget af det, du "
        "selv prøvede: Gør du det stadig? Hvad blev det til?\n\nSvar her, det tager et minut. "
        "Svaret er kun til dig:\n{link}\n\nLinket virker én gang, i 14 dage, og åbner ikke andet."
        "\n\nFLU\n",
    },
    "en": {
        "subject": "One question from FLU",
        "body": "Hello {name}\n\nIt is {days} days since the programme ended. Something you tried "
        "yourself: Do you still do it? What became of it?\n\nAnswer here, it takes a minute. The "
        "answer is for you alone:\n{link}\n\nThe link works once, for 14 days, and opens nothing "
        "else.\n\nFLU\n",
    },
}


def send_waiting(settings):
    """Every letter that has not gone yet, each once. How many went."""
    if not settings.mail_url:
        return 0
    return sum(_send_one(letter, settings) for letter in list(Letter.waiting()))


def compose(letter, settings):
    """The mail, or None when there is nothing to say any more."""
    echo = Echo.get_or_none(Echo.uid == letter.about)
    if echo is None or echo.is_told or not letter.user.is_active:
        return None
    words = WORDS["en" if letter.user.locale == "en" else "da"]
    link = f"{settings.base_url}/echoes/by-mail/{echo.draw()}"
    mail = EmailMessage()
    mail["Subject"], mail["To"] = words["subject"], letter.user.email
    mail["From"] = sender(settings)
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(words["body"].format(name=letter.user.first_name, days=echo.days, link=link))
    return mail


def sender(settings):
    return settings.contact or f"flu@{urlsplit(settings.base_url).hostname}"


def _send_one(letter, settings):
    """Claimed before it goes: rather once too seldom than twice; what fails waits again."""
    if not letter.claim():
        return False
    mail = compose(letter, settings)
    if mail is None:
        return False
    try:
        _post(mail, settings.mail_url)
    except (OSError, smtplib.SMTPException) as fault:
        log.warning("a letter waits: %s", type(fault).__name__)
        letter.release()
        return False
    return True


def _post(mail, url):
    parts = urlsplit(url)
    trusted = ssl.create_default_context()
    host, port = parts.hostname, parts.port or (465 if parts.scheme == "smtps" else 25)
    if parts.scheme == "smtps":
        server = smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=trusted)
    else:
        server = smtplib.SMTP(host, port, timeout=PATIENCE)
    with server:
        server.ehlo()
        if parts.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls(context=trusted)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(mail)
