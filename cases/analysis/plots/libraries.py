"""The grammar of graphics, loaded when a figure is first asked for: the web server starts without."""

from functools import cache
from importlib import import_module
from types import ModuleType


@cache
def altair() -> ModuleType:
    """Vega-Lite specifications as checked Python objects."""
    return import_module("altair")
