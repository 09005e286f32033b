"""C02: hostile questions. Each is read, and what can be read is written as SQL, whose text holds words of ours only."""

import re
from collections import Counter
from random import Random

from django.test import Client
from django.urls import reverse

from cases.cohorts.fields import Unit, fields_with
from cases.cohorts.query.asking import sql_of
from cases.cohorts.query.reading import QueryError, read
from tests.world import World, begin_session

PIECES = (
    *("_connector=OR", "_negated", "user__password__startswith", "case__local_code", "institution__code", "pk", "id"),
    *("' OR 1=1 --", '" OR ""="', "; DROP TABLE records_case; --", "/**/", "%s", "%(x)s", "{x}", "\\", "'", '"'),
    *("pg_sleep(9)", "UNION SELECT * FROM records_dayzero", "(SELECT 1)", "$$", "\x00", "\x1b", "\u202e", "\uff07"),
    *("9" * 40, "-1", "1e9", "NaN", "..", "a" * 90, "(", ")", "NOT", "AND", "OR", "any(", "all(", ":", ",", "="),
    *("--", "\n", "<", ">"),
)
HOSTILE = "qkzq"
"""In every hostile value, so that it would be seen in the text of a statement."""
KEYS = ("where", "of", "definition", "group", "by", "sort", "page", "_connector", "order_by", "filter", "include")
NO_WORD_OF_SQL = re.compile(rf"{HOSTILE}|;|--|/\*|\bUNION\b|pg_sleep|password|local_code|dayzero", re.IGNORECASE)


def questions(count: int, seed: int) -> list[str]:
    """Good questions with hostile pieces in them, and hostile pieces alone."""
    random, fields = Random(seed), known_fields()
    names, made = sorted(fields), []
    for _ in range(count):
        field = fields[random.choice(names)]
        value = random.choice([one.token for one in field.values]) if field.values else str(random.randint(0, 90))
        parts = [f"{field.name}:{value}", *(random.choice(PIECES) for _ in range(random.randint(0, 3)))]
        parts += [f"{random.choice(names)}:{HOSTILE}{random.choice(PIECES)}"] if random.random() < 0.5 else []
        random.shuffle(parts)
        made.append(random.choice((" ", "", " AND ", " OR ")).join(parts))
    return made


def attack(count: int, seed: int) -> dict:
    """Read so many questions. ``faults``: what is neither refused in words nor an expression of our own words."""
    fields, counted, faults = known_fields(), Counter(), []
    for text in questions(count, seed):
        try:
            written = sql_of(read(text, fields, Unit.EPISODES), fields)
        except QueryError:
            counted["refused in words"] += 1
            continue
        except Exception as fault:  # noqa: BLE001 - whatever it is, it is what is looked for
            faults.append(f"{text!r}: {type(fault).__name__}")
            continue
        counted["written as SQL"] += 1
        if NO_WORD_OF_SQL.search(written.text) or written.text.count("%s") != len(written.params):
            faults.append(f"{text!r}: {written.text}")
    return {"questions": count, **counted, "faults": faults}


def through_pages(world: World, count: int, seed: int) -> dict:
    """The same through the addresses, with keys that nobody asked for: 200, 400 or 422, never a fault."""
    client, random, counted, faults = begin_session(Client(), world.rosa), Random(seed), Counter(), []
    client.raise_request_exception = False
    for text in questions(count, seed):
        typed = {"where": text} | {random.choice(KEYS): random.choice(PIECES) for _ in range(2)}
        status = client.get(reverse("cohort-builder"), typed).status_code
        counted[f"status {status}"] += 1
        faults += [f"{typed}: {status}"] if status not in (200, 302, 400, 404, 422, 429) else []
    return {"requests": count, **counted, "faults": faults}


def known_fields() -> dict:
    """What a question may be about, with two institutions."""
    return fields_with(institutions={"NORTH": "North Hospital", "SOUTH": "South Clinic"}, countries=["IT", "NO"])
