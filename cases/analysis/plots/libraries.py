"""The grammar of graphics, loaded when a figure is first asked for: the web server starts without."""

from functools import cache
from importlib import import_module
from types import ModuleType


@cache
def altair() -> ModuleType:
    """Vega-Lite specifications as Python objects. Its own checks of every part are off: the tests check the whole."""
    library = import_module("altair")
    library.utils.schemapi.disable_debug_mode()
    return library
