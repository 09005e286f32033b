"""How numbers of the analysis pages are written."""

from django import template

from cases.analysis.statistics.describing import Numbers
from cases.analysis.statistics.survival import Median, Step
from cases.cohorts.words import counted

register = template.Library()

MINUS = "\N{MINUS SIGN}"
DASH = "\N{EN DASH}"
DAYS_PER_MONTH = 30.4375
NOT_REACHED = "not reached"


@register.filter
def p_value(p: float | None) -> str:
    """ "0.032"; "<0.001" below that."""
    if p is None:
        return ""
    return "<0.001" if p < 0.001 else f"{p:.3f}"


@register.filter
def decimals(value: float | None, places: int = 2) -> str:
    """A number with so many decimals, with a true minus sign; empty for None."""
    return "" if value is None else f"{value:.{places}f}".replace("-", MINUS)


@register.filter
def whole(day: float | None) -> str:
    """Days with one decimal where it is not 0; "not reached" for None."""
    return NOT_REACHED if day is None else f"{round(day, 1):g}".replace("-", MINUS)


@register.filter
def months(day: float | None) -> str:
    """Days in months of a twelfth of a year, with one decimal; empty for None."""
    return "" if day is None else f"{day / DAYS_PER_MONTH:.1f}"


@register.filter
def quartiles(one: Numbers) -> str:
    """ "120 (60–240)", of what is known."""
    if one.median is None:
        return "no value"
    return f"{whole(one.median)} ({whole(one.q1)}{DASH}{whole(one.q3)})"


@register.filter
def interval(one: Median) -> str:
    """The 95 % interval of a median: "120–not reached"."""
    if one.low is None and one.high is None:
        return "no bound"
    return f"{whole(one.low)}{DASH}{whole(one.high)}"


@register.filter
def height(step: Step | None) -> str:
    """A probability with its band: "0.71 (0.60–0.80)"; empty beyond the end."""
    if step is None:
        return ""
    if step.low is None or step.high is None:
        return f"{step.survival:.2f}"
    return f"{step.survival:.2f} ({step.low:.2f}{DASH}{step.high:.2f})"


register.filter("counted", counted)
