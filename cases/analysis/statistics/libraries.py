"""The libraries that take seconds and a hundred megabytes to load, loaded when first asked for.

No page that shows no such figure pays for them: the web server starts without. Only this room calls here.
"""

from functools import cache
from importlib import import_module
from types import ModuleType


@cache
def lifelines() -> ModuleType:
    """Survival curves; brings numpy, scipy and pandas with it."""
    return import_module("lifelines")


@cache
def numpy() -> ModuleType:
    """Small matrices."""
    return import_module("numpy")


@cache
def scipy_stats() -> ModuleType:
    """Tests of two groups."""
    return import_module("scipy.stats")


@cache
def scipy_special() -> ModuleType:
    """Tails of distributions, without the weight of all tests."""
    return import_module("scipy.special")


def chi_square_tail(statistic: float, degrees: int) -> float:
    """The probability that chi-square with so many degrees of freedom is larger."""
    return float(scipy_special().chdtrc(degrees, statistic))
