"""Long lists that are searched while one types: what each choice is also called, and which of them a person used last.

The page gets an ordinary list; ``static/js/choose.js`` makes a search box of it.
"""

from collections.abc import Iterable

from django import forms
from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString

LONG = 8
"""From so many choices on, a list is searched instead of read."""

LOOKED_AT, OFFERED = 2000, 5
"""Entries of the trail that are looked through for what a person used last, and how many choices that puts first."""
AT_THE_LIST = frozenset(["data-search", "data-lately"])


def other_names(member) -> list[str]:
    """What a member of a value set is called besides its label: its code, its synonyms, its codes elsewhere."""
    codes = (coding.code for coding in member.codings)
    return [name for name in dict.fromkeys((member.value, *member.synonyms, *codes)) if name != member.label]


class _Named:
    """A widget whose choices bear their other names."""

    value_set: type | None = None

    def create_option(self, name, value, *arguments, **options):
        option = super().create_option(name, value, *arguments, **options)
        member = self.value_set._value2member_map_.get(str(value))
        if member is not None:
            option["attrs"]["data-also"] = "; ".join(other_names(member))
        return option


class SearchedSelect(_Named, forms.Select):
    """One of many."""


class SearchedTicks(_Named, forms.CheckboxSelectMultiple):
    """Several of many; what the search needs to know stands at the list, not at each of its boxes."""

    def create_option(self, *arguments, **options):
        option = super().create_option(*arguments, **options)
        option["attrs"] = {name: value for name, value in option["attrs"].items() if name not in AT_THE_LIST}
        return option


def one_of(value_set) -> forms.Select:
    """The list for one code of a set."""
    return _searched(SearchedSelect, value_set) if len(value_set) >= LONG else forms.Select()


def several_of(value_set) -> forms.CheckboxSelectMultiple:
    """The tick boxes for several codes of a set."""
    return _searched(SearchedTicks, value_set) if len(value_set) >= LONG else forms.CheckboxSelectMultiple()


def _searched(widget: type[forms.Widget], value_set) -> forms.Widget:
    built = widget(attrs={"data-search": ""})
    built.value_set = value_set
    return built


def suggestions(value_set) -> SafeString:
    """The list of an open set, which the browser offers where no script does."""
    options = (
        format_html(
            '<option value="{}" data-also="{}">{}</option>',
            member.label,
            "; ".join(other_names(member)),
            "; ".join(name for name in (member.value, *member.synonyms) if name != member.label),
        )
        for member in value_set
    )
    return format_html('<datalist id="list-{}">{}</datalist>', value_set.__name__, SafeString("".join(options)))


def lately_used(model: type[models.Model], names: Iterable[str], by) -> dict[str, list[str]]:
    """The codes that a person (a user's id) wrote into fields of a model last, the newest first; field -> codes.

    Read from the trail of the rows in this person's reach, so it is as private as they are and kept nowhere else.
    """
    names = list(names)
    events = model._meta.get_field("events").related_model.objects
    newest = events.order_by("-pgh_id").values("pgh_id")[:LOOKED_AT]
    own = events.filter(pgh_id__in=newest, pgh_context__metadata__user=str(by)).exclude(pgh_label="delete")
    rows = list(own.order_by("-pgh_id").values_list(*names)[: OFFERED * 10])
    return {name: _first(row[place] for row in rows) for place, name in enumerate(names)}


def _first(values: Iterable[str | list[str] | None]) -> list[str]:
    codes = (code for value in values if value for code in ([value] if isinstance(value, str) else value))
    return list(dict.fromkeys(codes))[:OFFERED]
