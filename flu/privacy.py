"""Stub until the real one lands."""


def findings(text, known=()):
    return []
