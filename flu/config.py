"""Every setting, read once from the environment, typed; a wrong value stops the start."""

import os
import secrets
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ("da", "en")


class Settings(BaseSettings):
    """The operator's choices. Raises ValidationError on any value it cannot honour."""

    model_config = SettingsConfigDict(env_prefix="FLU_", frozen=True)

    data_dir: Path = ROOT / "instance"
    database_url: str = ""
    secret_key: str = ""
    base_url: str = "http://127.0.0.1:8000"
    mail_url: str = ""  # smtp://host:port; empty: letters are kept, and shown as undelivered
    demo: bool = False
    timezone: str = "Europe/Copenhagen"
    locale: str = "da"
    contact: str = ""  # an e-mail address people may write to
    phone: str = ""
    proxies: int = Field(0, ge=0, le=9)  # how many stand before us and tell who is calling

    @field_validator("timezone")
    @classmethod
    def _known_timezone(cls, name):
        if name not in available_timezones():
            raise ValueError(f"no time zone is called {name!r}")
        return name

    @field_validator("locale")
    @classmethod
    def _known_locale(cls, name):
        if name not in LOCALES:
            raise ValueError(f"choose one of {', '.join(LOCALES)}")
        return name

    @field_validator("base_url")
    @classmethod
    def _absolute_origin(cls, url):
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
            raise ValueError("give scheme and host alone, such as https://flu.example.dk")
        return url.rstrip("/")

    @field_validator("contact")
    @classmethod
    def _mail_address(cls, address):
        if address and "@" not in address.strip("@ "):
            raise ValueError("give an e-mail address people may write to")
        return address

    @field_validator("database_url")
    @classmethod
    def _known_engine(cls, url):
        if url and urlsplit(url).scheme not in ("sqlite", "postgresql", "postgres"):
            raise ValueError("give a sqlite:/// or postgresql:// address")
        return url

    @field_validator("mail_url")
    @classmethod
    def _known_post(cls, url):
        parts = urlsplit(url)
        if url and (parts.scheme not in ("smtp", "smtps") or not parts.hostname):
            raise ValueError("give an smtp:// or smtps:// address")
        return url

    @field_validator("secret_key")
    @classmethod
    def _strong_key(cls, key):
        if key and len(key) < 32:
            raise ValueError("at least 32 characters, or leave it out to have one drawn")
        return key

    @model_validator(mode="after")
    def _demo_stays_at_home(self):
        if self.demo and self.secure:
            raise ValueError(
                "FLU_DEMO opens every account by one tap; never with an https base URL"
            )
        return self

    @property
    def secure(self):
        return self.base_url.startswith("https://")

    @property
    def zone(self):
        return ZoneInfo(self.timezone)

    @cached_property
    def database(self):
        """The database's address; a file in the data folder unless told otherwise."""
        return self.database_url or f"sqlite:///{self.data_dir.resolve() / 'flu.db'}"

    @cached_property
    def key(self):
        """The signing key; drawn once into the data folder, readable by its owner alone."""
        return self.secret_key or _drawn_once(self.data_dir / "secret_key")


def read():
    """The settings of this process, or one clear line and the end of it."""
    try:
        return Settings()
    except ValidationError as error:
        lines = [f"FLU_{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors()]
        raise SystemExit("flu: " + "; ".join(lines)) from None


def _drawn_once(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text()
