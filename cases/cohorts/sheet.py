"""The question as a form: cards of rows, joined by and or or. A form that is not finished is kept as it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from django.http import QueryDict

from cases.cohorts.asked import Asked
from cases.cohorts.fields import CODED, COUNTED, YES_OR_NO, Field, Kind, Value
from cases.cohorts.query.reading import QueryError, read
from cases.cohorts.query.terms import (
    EVERYTHING,
    All,
    Condition,
    Is,
    Judged,
    Known,
    Not,
    Over,
    Says,
    Some,
    Term,
)
from cases.cohorts.query.writing import simplest, text_of
from cases.records.body_map import BodyMap, painted_map
from cases.rules.vocabulary import Compartment
from cases.rules.vocabulary.places import FRONT, LEFT, PLACES, RIGHT

AND, OR = "and", "or"
IS, IS_NOT, YES, NO, FROM_TO, KNOWN, NOT_KNOWN = "is", "is-not", "yes", "no", "from-to", "known", "not-known"
RECORDED = ((KNOWN, "is recorded"), (NOT_KNOWN, "is not recorded"))
OPERATORS = {
    **dict.fromkeys(CODED, ((IS, "is"), (IS_NOT, "is not"), *RECORDED)),
    **dict.fromkeys(COUNTED, ((FROM_TO, "is between"), *RECORDED)),
    **dict.fromkeys(YES_OR_NO, ((YES, "yes"), (NO, "no"), *RECORDED)),
    Kind.JUDGED: ((IS, "was judged"), (IS_NOT, "not so judged"), *RECORDED),
}
WHERE = (
    ("every involved", "every involved compartment, outside skin and brain"),
    ("some involved", "at least one involved compartment, outside skin and brain"),
    ("every anywhere", "every involved compartment outside the skin"),
    ("some anywhere", "at least one involved compartment outside the skin"),
    *((f"at {one}", one.label.lower()) for one in Compartment),
)
MOST_CARDS, MOST_ROWS = 20, 20


@dataclass(frozen=True)
class Option:
    value: str
    title: str
    chosen: bool
    also: str = ""
    code: str = ""


@dataclass(frozen=True)
class Row:
    """One condition as it stands in the form. ``field`` is None for a part that only its text can say.

    ``low`` and ``high``: numbers, or days. ``where``: which compartments, as in WHERE.
    """

    field: Field | None
    name: str = ""
    operator: str = ""
    values: tuple[str, ...] = ()
    low: str = ""
    high: str = ""
    where: str = ""
    within: str = ""
    same: bool = False
    text: str = ""

    @property
    def is_coded(self) -> bool:
        return self.field is not None and self.field.kind in (*CODED, Kind.JUDGED)

    @property
    def is_counted(self) -> bool:
        return self.field is not None and self.field.kind in COUNTED

    @property
    def is_judged(self) -> bool:
        return self.field is not None and self.field.kind is Kind.JUDGED

    @property
    def is_place(self) -> bool:
        return self.field is not None and self.field.kind is Kind.PLACE

    @property
    def is_long(self) -> bool:
        return self.is_coded and len(self.field.values) > 15

    @property
    def operators(self) -> list[Option]:
        chosen = self.operator or OPERATORS[self.field.kind][0][0]
        return [Option(value, title, value == chosen) for value, title in OPERATORS[self.field.kind]]

    @property
    def wheres(self) -> list[Option]:
        return [Option(value, title, value == self.where) for value, title in WHERE]

    @cached_property
    def options(self) -> list[Option]:
        """Every value that can be ticked, those of an open field that are chosen among them."""
        extra = [Value(code, self.field.token_of(code), self.field.title_of(code)) for code in self._beyond]
        return [
            Option(one.token, one.title, one.code in self.values, "; ".join(one.also), one.code)
            for one in (*extra, *self.field.values)
        ]

    @property
    def _beyond(self) -> list[str]:
        return [code for code in self.values if code not in self.field.by_code]

    @property
    def chosen(self) -> list[str]:
        return [option.title for option in self.options if option.chosen]

    @property
    def sides(self) -> list[tuple[str, list[Option]]]:
        """The places of the body map: front and back."""
        front = {one.label for one in PLACES.values() if one.stem.view == FRONT}
        return [
            ("Front", [option for option in self.options if option.title in front]),
            ("Back", [option for option in self.options if option.title not in front]),
        ]

    @cached_property
    def map(self) -> BodyMap:
        return painted_map(self.values)

    @property
    def breasts(self) -> list[tuple[str, bool]]:
        """Each side, and whether its breast is drawn as removed."""
        return [(side, side in self.map.removed) for side in (RIGHT, LEFT)]

    def term(self, asked: Asked) -> Term | None:
        """The condition; None while it says nothing yet. Raises QueryError where a text cannot be read."""
        if self.field is None:
            return read(self.text, asked.fields, asked.unit) if self.text.strip() else None
        if self.operator in (KNOWN, NOT_KNOWN):
            known = Known(self.field.name)
            return known if self.operator == KNOWN else Not(known)
        if self.field.kind in YES_OR_NO:
            return Says(self.field.name, self.operator == YES) if self.operator else None
        positive = self._condition(asked)
        return Not(positive) if positive and self.operator == IS_NOT else positive

    def _condition(self, asked: Asked) -> Term | None:
        if self.is_counted:
            return self._between(asked)
        if not self.values:
            return None
        if not self.is_judged:
            return Is(self.field.name, self.values)
        over, _, group = self.where.partition(" ")
        within = _number(self.within) if self.within else None
        return Judged(Over(over), group, self.values, within, self.same)

    def _between(self, asked: Asked) -> Term | None:
        if not self.low and not self.high:
            return None
        return read(f"{self.field.name}:{self.low}..{self.high}", asked.fields, asked.unit)


@dataclass(frozen=True)
class Card:
    """Rows that belong together. ``negated``: the whole is denied."""

    rows: tuple[Row, ...]
    join: str = OR
    negated: bool = False

    def term(self, asked: Asked) -> Term | None:
        found = [term for row in self.rows if (term := row.term(asked)) is not None]
        if not found:
            return None
        inner = found[0] if len(found) == 1 else _joined(self.join, found)
        return Not(inner) if self.negated else inner


@dataclass(frozen=True)
class Sheet:
    """The whole form. ``join``: between the cards."""

    cards: tuple[Card, ...] = ()
    join: str = AND

    def term(self, asked: Asked) -> Term:
        """The question; rows that say nothing yet are not in it. Raises QueryError."""
        found = [term for card in self.cards if (term := card.term(asked)) is not None]
        return _joined(self.join, found) if found else EVERYTHING

    def added(self, field: Field, place: int | None) -> "Sheet":
        """With a new row for a field: in a card of its own, or in one of those that there are."""
        row = Row(field, name=field.name, where=WHERE[0][0])
        if place is None or place >= len(self.cards):
            return replace(self, cards=(*self.cards, Card((row,))))
        cards = list(self.cards)
        cards[place] = replace(cards[place], rows=(*cards[place].rows, row))
        return replace(self, cards=tuple(cards))

    def dropped(self, place: int, row: int) -> "Sheet":
        """Without one row; a card without rows goes too."""
        cards = [
            replace(card, rows=tuple(one for at, one in enumerate(card.rows) if (place, row) != (number, at)))
            for number, card in enumerate(self.cards)
        ]
        return replace(self, cards=tuple(card for card in cards if card.rows))


def _joined(join: str, terms: Iterable[Term]) -> Term:
    return Some(tuple(terms)) if join == OR else All(tuple(terms))


# ---- from a question to the form -------------------------------------------------------------------------------------


def sheet_of(term: Term, asked: Asked) -> Sheet:
    """The form of a question; a part that is nested too deep for it stands there as text."""
    term = simplest(term, asked.fields)
    if term == EVERYTHING:
        return Sheet()
    if isinstance(term, All | Some):
        return Sheet(tuple(_card(one, asked) for one in term.terms), AND if isinstance(term, All) else OR)
    return Sheet((_card(term, asked),))


def _card(term: Term, asked: Asked) -> Card:
    inner, negated = (term.term, True) if isinstance(term, Not) and isinstance(term.term, All | Some) else (term, False)
    parts = inner.terms if isinstance(inner, All | Some) else (inner,)
    if any(isinstance(one, All | Some) or (isinstance(one, Not) and isinstance(one.term, All | Some)) for one in parts):
        return Card((Row(None, text=text_of(term, asked.fields)),))
    return Card(tuple(_row(one, asked) for one in parts), AND if isinstance(inner, All) else OR, negated)


def _row(term: Term, asked: Asked) -> Row:
    denied = isinstance(term, Not)
    condition: Condition = term.term if denied else term
    if isinstance(condition, Judged):
        found, where = asked.fields["compartments"], f"{condition.over} {condition.group}"
        within = "" if condition.within is None else str(condition.within)
        operator = IS_NOT if denied else IS
        return Row(found, found.name, operator, condition.values, "", "", where, within, condition.same)
    found = asked.fields[condition.field]
    if isinstance(condition, Known):
        return Row(found, found.name, NOT_KNOWN if denied else KNOWN)
    if isinstance(condition, Is):
        return Row(found, found.name, IS_NOT if denied else IS, condition.values)
    if denied:
        return Row(None, text=text_of(term, asked.fields))
    if isinstance(condition, Says):
        return Row(found, found.name, YES if condition.yes else NO)
    low, high = ("" if one is None else str(one) for one in (condition.low, condition.high))
    return Row(found, found.name, FROM_TO, low=low, high=high)


# ---- from what was sent to the form ----------------------------------------------------------------------------------


def sheet_from(sent: QueryDict, asked: Asked) -> Sheet:
    """The form as it was sent, finished or not. Names that the form never had are not looked at."""
    cards = []
    for place in range(MOST_CARDS):
        rows = tuple(row for at in range(MOST_ROWS) if (row := _sent_row(sent, f"{place}-{at}-", asked)) is not None)
        if rows:
            join = AND if sent.get(f"{place}-join") == AND else OR
            cards.append(Card(rows, join, bool(sent.get(f"{place}-not"))))
    return Sheet(tuple(cards), OR if sent.get("join") == OR else AND)


def _sent_row(sent: QueryDict, prefix: str, asked: Asked) -> Row | None:
    text = sent.get(f"{prefix}text")
    if text is not None:
        return Row(None, text=text)
    found = asked.fields.get(sent.get(f"{prefix}field", ""))
    if found is None or asked.unit not in found.units:
        return None
    known = {value for value, _ in OPERATORS[found.kind]}
    operator, where = sent.get(f"{prefix}op", ""), sent.get(f"{prefix}where", "")
    values = [value.code for one in sent.getlist(f"{prefix}value") if (value := found.find(one)) is not None]
    return Row(
        found,
        found.name,
        operator if operator in known else "",
        tuple(values),
        sent.get(f"{prefix}low", "").strip(),
        sent.get(f"{prefix}high", "").strip(),
        where if where in dict(WHERE) else WHERE[0][0],
        sent.get(f"{prefix}within", "").strip(),
        bool(sent.get(f"{prefix}same")),
    )


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise QueryError(f"“{text}” is no number of days.", 0, 1)
    return int(text[:6])


def titles_of_fields(asked: Asked) -> Mapping[str, list[Field]]:
    """The fields that can be asked of the unit, by group, for a list to choose from."""
    found: dict[str, list[Field]] = {}
    for one in asked.fields.values():
        if asked.unit in one.units:
            found.setdefault(one.group, []).append(one)
    return found
