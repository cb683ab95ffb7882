"""What the others do meanwhile, without a phone."""

from uuid_utils.compat import uuid7

from tests.caller import Caller


class Other(Caller):
    """Somebody at another screen. Every deed raises AssertionError unless it went well."""

    def does(self, path, **fields):
        status, headers, body = self.ask(path, **fields)
        assert status in (200, 204, 303), f"{path} answers {status}: {body[:200]}"
        return headers

    def thread(self, words):
        """The address of a new thread in their group."""
        here = f"/reflections/{self.born('/reflections', answer_1=words)}"
        self.does(f"{here}/visibility", visibility="group")
        return here

    def answer(self, thread, words):
        return f"/comments/{self.born(f'{thread}/comments', kind='wonders', body=words)}"

    def wondered(self, words):
        return f"/experiments/{self.born('/experiments', desk_task=words)}"

    def born(self, path, **fields):
        uid = str(uuid7())
        self.does(path, uid=uid, **fields)
        return uid
