"""The impossible, as named database constraints with sentences a clinician understands."""

from django.db import models


class LaterThan(models.Func):
    """SQL condition: bound ``first_bound`` of one date lies after ``second_bound`` of another; false if unknown."""

    output_field = models.BooleanField()
    conditional = True

    def __init__(self, first: str, first_bound: str, second: str, second_bound: str):
        super().__init__(models.F(first), models.F(second))
        self.bounds = (first_bound, second_bound)

    def as_sql(self, compiler, connection, **extra):
        first, second = (compiler.compile(part) for part in self.get_source_expressions())
        one, other = (
            f"({sql} ->> '{bound}')::int" for (sql, _), bound in zip((first, second), self.bounds, strict=True)
        )
        return f"coalesce({one} > {other}, false)", [*first[1], *second[1]]


def bounds_in_order(*fields: str) -> list[models.CheckConstraint]:
    """One constraint per date field: its earliest day does not lie after its latest."""
    return [
        models.CheckConstraint(
            condition=~models.Q(LaterThan(name, "lo", name, "hi")),
            name=f"%(class)s_{name}_bounds_in_order",
            violation_error_message="The latest possible day lies before the earliest possible day.",
        )
        for name in fields
    ]


def never_before(later: str, earlier: str, *, name: str, message: str) -> models.CheckConstraint:
    """``later`` may not lie before ``earlier`` on every day that their bounds allow."""
    return models.CheckConstraint(
        condition=~models.Q(LaterThan(earlier, "lo", later, "hi")), name=name, violation_error_message=message
    )


def between(field: str, low: int, high: int, *, name: str, message: str) -> models.CheckConstraint:
    """A number, where given, lies in a closed range."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__isnull": True}) | models.Q(**{f"{field}__range": (low, high)}),
        name=name,
        violation_error_message=message,
    )
