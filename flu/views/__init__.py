"""One blueprint per addressable noun."""

from importlib import import_module
from pkgutil import iter_modules


def register(app):
    """Every view file's `bp`."""
    for module in iter_modules(__path__, f"{__name__}."):
        app.register_blueprint(import_module(module.name).bp)
