"""From terms back to text: the one short way to write a question, and the same in an English sentence. Pure."""

from collections.abc import Mapping, Sequence

from cases.cohorts.fields import Field, Kind
from cases.cohorts.query.reading import GROUPS
from cases.cohorts.query.terms import EVERYTHING, All, Condition, Is, Judged, Known, Not, Over, Says, Some, Term, Within
from cases.rules.vocabulary import Compartment

NAME_OF_GROUP = {code: name for name, code in GROUPS.items()}
PLACES_IN_WORDS = {
    "involved": "involved compartment outside skin and brain",
    "anywhere": "involved compartment outside the skin",
}


def simplest(term: Term, fields: Mapping[str, Field]) -> Term:
    """The same question in its one form: flat, sorted, nothing twice, no "not" before another."""
    if isinstance(term, Not):
        inner = simplest(term.term, fields)
        return inner.term if isinstance(inner, Not) else Not(inner)
    if isinstance(term, All | Some):
        return _flat(term, fields)
    if isinstance(term, Is | Judged):
        order = list(fields[_field_of(term)].by_code)
        values = sorted(set(term.values), key=lambda code: (order.index(code) if code in order else len(order), code))
        return type(term)(**{**term.__dict__, "values": tuple(values)})
    return term


def _flat(term: All | Some, fields: Mapping[str, Field]) -> Term:
    kind, found = type(term), {}
    for part in term.terms:
        simple = simplest(part, fields)
        for one in simple.terms if isinstance(simple, kind) else (simple,):
            if one != EVERYTHING or kind is Some:
                found[_text(one, fields)] = one
    terms = tuple(found[text] for text in sorted(found))
    return terms[0] if len(terms) == 1 else kind(terms)


def text_of(term: Term, fields: Mapping[str, Field]) -> str:
    """The question as an address holds it."""
    return _text(simplest(term, fields), fields)


def _text(term: Term, fields: Mapping[str, Field]) -> str:
    if isinstance(term, All):
        return " and ".join(_inner(one, fields, Some) for one in term.terms)
    if isinstance(term, Some):
        return " or ".join(_inner(one, fields, All) for one in term.terms)
    if isinstance(term, Not):
        return f"not {_inner(term.term, fields, All | Some)}"
    return _condition(term, fields)


def _inner(term: Term, fields: Mapping[str, Field], bracketed: type) -> str:
    text = _text(term, fields)
    return f"({text})" if isinstance(term, bracketed) else text


def _condition(term: Condition, fields: Mapping[str, Field]) -> str:
    if isinstance(term, Known):
        return f"known({term.field})"
    if isinstance(term, Says):
        return f"{term.field}:{'yes' if term.yes else 'no'}"
    if isinstance(term, Within):
        return f"{term.field}:{_range(term.low, term.high)}"
    values = "|".join(fields[_field_of(term)].token_of(code) for code in term.values)
    if isinstance(term, Is):
        return f"{term.field}:{values}"
    within = "" if term.within is None else f" within {term.within}"
    return f"{term.over}({NAME_OF_GROUP[term.group]}):{values}{within}{' same' if term.same else ''}"


def _field_of(term: Is | Judged) -> str:
    return term.field if isinstance(term, Is) else "compartments"


def _range(low: int | None, high: int | None) -> str:
    if low == high:
        return str(low)
    return f"{'' if low is None else low}..{'' if high is None else high}"


def sentence_of(term: Term, fields: Mapping[str, Field]) -> str:
    """The question in words, without a full stop; empty for everything."""
    words = _words(simplest(term, fields), fields)
    return f"{words[:1].upper()}{words[1:]}"


def _words(term: Term, fields: Mapping[str, Field]) -> str:
    if isinstance(term, All):
        return _joined([_grouped(one, fields) for one in term.terms], "and")
    if isinstance(term, Some):
        return _joined([_grouped(one, fields) for one in term.terms], "or")
    if isinstance(term, Not):
        return _denied(term.term, fields)
    return _said(term, fields)


def _grouped(term: Term, fields: Mapping[str, Field]) -> str:
    words = _words(term, fields)
    return f"({words})" if isinstance(term, All | Some) else words


def _joined(parts: Sequence[str], word: str) -> str:
    """Semicolons between three and more, because a part may hold an "or" of its own."""
    return f" {word} ".join(parts) if len(parts) < 3 else f"{'; '.join(parts[:-1])}; {word} {parts[-1]}"


def _denied(term: Term, fields: Mapping[str, Field]) -> str:
    if isinstance(term, Is):
        return f"{_name(fields[term.field])} is not {_values(term, fields)}"
    if isinstance(term, Known):
        return f"nothing is recorded of {_name(fields[term.field])}"
    return f"it is not so that {_grouped(term, fields)}"


def _said(term: Condition, fields: Mapping[str, Field]) -> str:
    if isinstance(term, Judged):
        return _judged(term, fields)
    found = fields[term.field]
    name = _name(found)
    if isinstance(term, Known):
        return f"something is recorded of {name}"
    if isinstance(term, Says):
        return f"{name}: {'yes' if term.yes else 'no'}"
    if isinstance(term, Within):
        return f"{name} is {_between(term, ' days' if found.kind is Kind.DAYS else '')}"
    return f"{name} is {_values(term, fields)}"


def _between(term: Within, what: str) -> str:
    if term.low is None:
        return f"at most {term.high}{what}"
    if term.high is None:
        return f"at least {term.low}{what}"
    return f"{term.low}{what}" if term.low == term.high else f"{term.low} to {term.high}{what}"


def _values(term: Is | Judged, fields: Mapping[str, Field]) -> str:
    """Titles joined by "or"; in quotation marks where one has a comma and would read as two."""
    titles = [inside(fields[_field_of(term)].title_of(code)) for code in term.values]
    return " or ".join(f"“{one}”" for one in titles) if any("," in one for one in titles) else " or ".join(titles)


def _judged(term: Judged, fields: Mapping[str, Field]) -> str:
    if term.over is Over.AT:
        where = f"{Compartment(term.group).label.lower()} was"
    else:
        where = f"{'every' if term.over is Over.EVERY else 'at least one'} {PLACES_IN_WORDS[term.group]} was"
    within = "" if term.within is None else f" within {term.within} days of the event"
    same = " at the assessment of the event" if term.same else ""
    return f"{where} in {_values(term, fields)}{within}{same}"


def _name(found: Field) -> str:
    return inside(found.title)


def inside(text: str) -> str:
    """A title, or the sentence of a question, as it stands within another sentence: begun small, but for names."""
    return text if text[:2].isupper() or text.startswith(PROPER) else text[:1].lower() + text[1:]


PROPER = ("Ki-67",)
