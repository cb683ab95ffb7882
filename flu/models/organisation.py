"""The municipality that owns everything below it."""

from peewee import CharField

from flu.db import Born


class Organisation(Born):
    name = CharField(max_length=120)
    vision = CharField(max_length=200, default="")
