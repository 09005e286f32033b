"""From the text of a question to terms. Pure.

A text that cannot be read is refused with its place, the reason, and what was perhaps meant.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from cases.cohorts.fields import CODED, COUNTED, YES_OR_NO, Field, Kind, Unit, Value
from cases.cohorts.query.terms import EVERYTHING, All, Is, Judged, Known, Not, Over, Says, Some, Term, Within
from cases.rules.vocabulary import Compartment

LONGEST = 2000
DEEPEST = 12
MOST_CONDITIONS = 40
LARGEST = 36525
"""Days in a century."""
EVERYWHERE = ("involved", "anywhere")
GROUPS = {**{name: name for name in EVERYWHERE}, **{str(one).lower(): str(one) for one in Compartment}}
JOINERS = ("and", "or", "not")
KNOWN = "known"
COMPARTMENTS = "compartments"
YES = {"yes": True, "no": False, "true": True, "false": False}

TOKEN = re.compile(r'\s*(?:(?P<mark>[():|])|"(?P<quoted>[^"]*)"|(?P<word>[^\s():|"]+))')
NUMBER = re.compile(r"(?P<sign><=|>=|<|>|)(?P<number>\d{1,6})")
RANGE = re.compile(r"(?P<low>\d{1,6})?\.\.(?P<high>\d{1,6})?")


class QueryError(ValueError):
    """A question that cannot be read. ``place``: of the first letter at fault, from 0; ``length``: of the part."""

    def __init__(self, sentence: str, place: int, length: int = 1):
        super().__init__(sentence)
        self.sentence, self.place, self.length = sentence, place, length


@dataclass(frozen=True)
class Token:
    """``text``: without quotation marks. ``mark``: whether it is one of ( ) : |"""

    text: str
    place: int
    length: int
    mark: bool = False

    def fault(self, sentence: str) -> QueryError:
        return QueryError(sentence, self.place, self.length)


def read(text: str, fields: Mapping[str, Field], unit: Unit) -> Term:
    """The question as terms; an empty text is everything. Raises QueryError."""
    if len(text) > LONGEST:
        raise QueryError(f"A question has at most {LONGEST} characters; this one has {len(text)}.", LONGEST)
    tokens = list(_tokens(text))
    if not tokens:
        return EVERYTHING
    return _Reader(tokens, len(text), fields, unit).read()


def _tokens(text: str) -> Iterable[Token]:
    place, end = 0, len(text.rstrip())
    while place < end:
        found = TOKEN.match(text, place)
        if found is None:
            raise QueryError("A quotation mark has no partner.", text.index('"', place))
        kind = found.lastgroup
        start = found.start(kind) - (kind == "quoted")
        yield Token(found[kind], start, found.end() - start, kind == "mark")
        place = found.end()


class _Reader:
    """Recursive descent over the tokens: or, then and, then not, then a condition or a group."""

    def __init__(self, tokens: list[Token], end: int, fields: Mapping[str, Field], unit: Unit):
        self.tokens, self.at, self.fields, self.unit = tokens, 0, fields, unit
        self.end = Token("", end, 1)
        self.conditions = 0

    def read(self) -> Term:
        found = self._any(0)
        rest = self._peek()
        if rest is not self.end:
            raise rest.fault(
                "This bracket was never opened." if rest.text == ")" else f"Write “and” or “or” before “{rest.text}”."
            )
        return found

    def _peek(self) -> Token:
        return self.tokens[self.at] if self.at < len(self.tokens) else self.end

    def _next(self) -> Token:
        token = self._peek()
        self.at += 1
        return token

    def _takes(self, word: str, mark: bool = False) -> bool:
        token = self._peek()
        if token.mark is mark and token.text.casefold() == word:
            self.at += 1
            return True
        return False

    def _any(self, depth: int) -> Term:
        found = [self._all(depth)]
        while self._takes("or"):
            found.append(self._all(depth))
        return found[0] if len(found) == 1 else Some(tuple(found))

    def _all(self, depth: int) -> Term:
        found = [self._one(depth)]
        while self._takes("and"):
            found.append(self._one(depth))
        return found[0] if len(found) == 1 else All(tuple(found))

    def _one(self, depth: int) -> Term:
        if depth > DEEPEST:
            raise self._peek().fault(f"Brackets and “not” go at most {DEEPEST} deep.")
        if self._takes("not"):
            return Not(self._one(depth + 1))
        if not self._takes("(", mark=True):
            return self._condition()
        opened = self.tokens[self.at - 1]
        found = self._any(depth + 1)
        if not self._takes(")", mark=True):
            raise opened.fault("This bracket is never closed.")
        return found

    def _condition(self) -> Term:
        name = self._next()
        if name is self.end or name.mark or name.text.casefold() in JOINERS:
            raise name.fault("A condition is missing here, such as label:dcp_strict.")
        self.conditions += 1
        if self.conditions > MOST_CONDITIONS:
            raise name.fault(f"A question has at most {MOST_CONDITIONS} conditions.")
        word = name.text.casefold()
        if word == KNOWN:
            return Known(self._field(self._bracketed(name)).name)
        if word in set(Over):
            return self._judged(Over(word), name)
        found = self._field(name)
        if found.kind is Kind.JUDGED:
            raise name.fault("Ask about compartments as in every(involved):cr|pr, some(involved):pd or at(liver):sd.")
        if not self._takes(":", mark=True):
            raise self._peek().fault(f"After “{name.text}” comes a colon, then what it should be: {_example(found)}.")
        return self._asked(found)

    def _bracketed(self, name: Token) -> Token:
        if not self._takes("(", mark=True):
            raise self._peek().fault(f"After “{name.text}” comes a bracket, as in {_call(name.text)}.")
        inner = self._next()
        if inner is self.end or inner.mark or not self._takes(")", mark=True):
            raise inner.fault(f"One name stands between the brackets, as in {_call(name.text)}.")
        return inner

    def _field(self, name: Token) -> Field:
        found = self.fields.get(name.text.casefold())
        if found is None:
            raise name.fault(f"There is no field “{name.text}”.{_perhaps(name.text, self._field_names())}")
        if self.unit not in found.units:
            where = " or ".join(f"of={one}" for one in sorted(found.units))
            raise name.fault(f"“{found.name}” says nothing about {self.unit}; it can be asked with {where}.")
        return found

    def _field_names(self) -> dict[str, str]:
        own = [one for one in self.fields.values() if self.unit in one.units]
        return {name: one.name for one in own for name in (one.name, one.title.casefold())}

    def _asked(self, found: Field) -> Term:
        if found.kind in CODED:
            return Is(found.name, tuple(one.code for one in self._values(found)))
        said = self._value()
        if found.kind in YES_OR_NO:
            if said.text.casefold() not in YES:
                raise said.fault(f"“{found.name}” is yes or no; “{said.text}” is neither.")
            return Says(found.name, YES[said.text.casefold()])
        return _number(found, said)

    def _value(self) -> Token:
        token = self._next()
        if token is self.end or token.mark:
            raise token.fault("A value is missing here.")
        return token

    def _values(self, found: Field) -> list[Value]:
        values = [self._coded(found, self._value())]
        while self._takes("|", mark=True):
            values.append(self._coded(found, self._value()))
        return values

    def _coded(self, found: Field, token: Token) -> Value:
        value = found.find(token.text)
        if value is None:
            names = {name: one.token for name, one in found.names.items()}
            title = found.title[:1].lower() + found.title[1:] if not found.title[:2].isupper() else found.title
            raise token.fault(f"“{token.text}” is no value of “{title}”.{_perhaps(token.text, names)}")
        return value

    def _judged(self, over: Over, name: Token) -> Term:
        compartments = self._field(Token(COMPARTMENTS, name.place, name.length))
        inner = self._bracketed(name)
        group = self._group(over, inner)
        if not self._takes(":", mark=True):
            raise self._peek().fault(f"After the bracket comes a colon, then what was judged: {_call(over)}:cr|pr.")
        values = tuple(one.code for one in self._values(compartments))
        within, same = None, False
        while True:
            if self._takes("within"):
                within = self._days()
            elif self._takes("same"):
                same = True
            else:
                return Judged(over, group, values, within, same)

    def _group(self, over: Over, inner: Token) -> str:
        organs = {name: code for name, code in GROUPS.items() if (name in EVERYWHERE) is not (over is Over.AT)}
        found = organs.get(inner.text.casefold())
        if found is None:
            raise inner.fault(
                f"“{inner.text}” cannot stand in {over}(…).{_perhaps(inner.text, {one: one for one in organs})}"
            )
        return found

    def _days(self) -> int:
        token = self._value()
        if not token.text.isascii() or not token.text.isdigit() or int(token.text[:7]) > LARGEST:
            raise token.fault(f"After “within” comes a number of days, such as 42; “{token.text}” is none.")
        return int(token.text)


def _number(found: Field, said: Token) -> Within:
    between = RANGE.fullmatch(said.text)
    if between and said.text != "..":
        low, high = (None if end is None else int(end) for end in between.groups())
        if None not in (low, high) and low > high:
            raise said.fault(f"{low} to {high} holds no number: the smaller one comes first.")
        return Within(found.name, low, high)
    single = NUMBER.fullmatch(said.text)
    if single is None:
        raise said.fault(f"“{said.text}” is no number: write {_example(found)}.")
    number = int(single["number"])
    low, high = {
        "": (number, number),
        ">": (number + 1, None),
        ">=": (number, None),
        "<": (None, number - 1),
        "<=": (None, number),
    }[single["sign"]]
    return Within(found.name, low, high)


def _example(found: Field) -> str:
    if found.kind in COUNTED:
        return f"{found.name}:2, {found.name}:3.. or {found.name}:1..3"
    if found.kind in YES_OR_NO:
        return f"{found.name}:yes"
    return f"{found.name}:{found.values[0].token}" if found.values else f"{found.name}:…"


def _call(name: str) -> str:
    return {KNOWN: "known(er_skin)", Over.AT: "at(liver)"}.get(name, f"{name}(involved)")


def _perhaps(text: str, names: Mapping[str, str]) -> str:
    """The nearest known name, or how many there are, or all if they are few."""
    near = get_close_matches(text.casefold(), list(names), n=1, cutoff=0.5)
    if near:
        return f" Perhaps “{names[near[0]]}” was meant."
    some = list(dict.fromkeys(names.values()))
    return f" It can be {', '.join(some)}." if 0 < len(some) <= 8 else ""
