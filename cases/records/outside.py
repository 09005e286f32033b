"""The record as others than its institution may see it: which fields are safe is read off the models.

Free text is never safe, so a new text field stays inside without anybody thinking of it.
"""

from collections.abc import Mapping
from typing import Any

from django.db import models

from cases.disclosure.deidentify import Rule, Shape, deidentified
from cases.disclosure.keys import plain_names, renamed
from cases.records.fields import CodeField, CodesField, QuantityField, WhenField
from cases.records.kinds import KINDS, Kind
from cases.rules.vocabulary import Absence, Her2Ihc

ABSENCES = frozenset(str(one) for one in Absence)
SCORES = frozenset(Her2Ihc)
"""The scores of a marker that are codes; any other score is text."""
PREFIXES = {kind.json_list: kind.prefix for kind in KINDS if kind.prefix}
"""Key of each top-level list of case JSON -> letters that its rows' keys begin with."""


def seen_from_outside(document: Mapping[str, Any]) -> dict:
    """A case/1 document without what identifies: see ``cases.disclosure.deidentify``. Its keys are plain ones."""
    names = plain_names(document, PREFIXES)
    return with_plain_keys_from_outside(renamed(document, names, SHAPES) if names else document)


def with_plain_keys_from_outside(document: Mapping[str, Any], since: int = 0) -> dict:
    """The same of a document whose keys are plain ones already, its days counted from day ``since``."""
    return deidentified(document, SHAPES, ABSENCES, since)


def _shape(kind: Kind) -> Shape:
    rules = {}
    joined = {name: key for key, names in kind.joined.items() for name in names}
    fields = [kind.model._meta.get_field(kind.parent)] if kind.listed_at_top else []
    for one in (*fields, *kind.fields):
        rule = _rule(one)
        if rule is not None and one.name not in joined:
            rules[kind.json_name(one.name)] = rule
    for key in kind.joined:
        rules[key] = Rule(codes=SCORES, number=True, quantity=True)
    inner = [one for one in kind.nested if not one.listed_at_top]
    rules |= {one.json_list: Rule(reference=True) for one in inner if one.plain}
    return Shape(rules, {one.json_list: _shape(one) for one in inner if not one.plain})


def _rule(one: models.Field) -> Rule | None:
    """What may leave of a field; None for free text."""
    if isinstance(one, CodeField | CodesField) and one.value_set is not None:
        return Rule(codes=frozenset(one.value_set), is_open=one.value_set.open)
    if isinstance(one, WhenField):
        return Rule(when=True)
    if isinstance(one, QuantityField):
        return Rule(quantity=True)
    if one.is_relation:
        return Rule(reference=True)
    if isinstance(one, models.BooleanField | models.IntegerField | models.DecimalField):
        return Rule(number=True)
    if one.choices:
        return Rule(codes=frozenset(code for code, _ in one.choices))
    return None


SHAPES: dict[str, Shape] = {
    one.json_list: _shape(one)
    for kind in KINDS
    for one in (kind, *(inner for inner in kind.nested if inner.listed_at_top))
}
"""Key of each top-level list of case JSON -> what of its rows may leave."""
