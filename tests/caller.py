"""Somebody with cookies and no browser, who follows nothing by herself."""

from http.client import HTTPException
from http.cookiejar import CookieJar
from urllib import request as web
from urllib.error import HTTPError
from urllib.parse import urlencode

from tests.browser import PASSWORD

NO_ANSWER = (OSError, HTTPException)


class Caller:
    def __init__(self, url, who):
        self.url = url
        self.opener = web.build_opener(web.HTTPCookieProcessor(CookieJar()), Stay)
        self.ask("/sign-in", email=f"{who}@fjordslette.example", password=PASSWORD)

    def ask(self, path, key=None, timeout=5, **fields):
        """Status, headers and body; fields make it a write. Raises one of NO_ANSWER."""
        headers = {"Origin": self.url} | ({"Idempotency-Key": str(key)} if key else {})
        body = urlencode(fields, doseq=True).encode() or None
        letter = web.Request(self.url + path, body, headers)
        try:
            with self.opener.open(letter, timeout=timeout) as answer:
                return answer.status, answer.headers, answer.read().decode()
        except HTTPError as answer:
            return answer.code, answer.headers, answer.read().decode()

    def wonder(self, words, key, **more):
        return self.ask("/experiments", key, desk_task=words, uid=str(key), **more)


class Stay(web.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None
