"""``./dev attack``: the disclosure rule and the accounts under attack, on an invented registry; JSON, and a table."""

import argparse
import json
import sys
import time
from collections.abc import Callable
from itertools import islice
from random import Random

from django.db import transaction

from cases.cohorts.questions.actions import lift_budget
from cases.disclosure.rule import Policy
from cases.episodes.published import current_definition
from registry.institutions.models import Institution
from registry.institutions.scoping import Scope, acting
from tests.attack import (
    access,
    accounts,
    course,
    differences,
    farming,
    injection,
    pages,
    signatures,
    small_cells,
    trail,
    typed_identifiers,
)
from tests.attack.registry import (
    CLOSED,
    HOME,
    OPEN,
    PAGE,
    Target,
    address,
    fields_of,
    loaded,
    options,
    random_filters,
    target_of,
)
from tests.bench.registry import empty_registry

SHOWN = 5
"""Faults that the table names; the JSON has all."""


def main() -> None:
    arguments = _arguments()
    with loaded(arguments.patients, arguments.seed) as reader:
        others = _others()
        with acting(reader, page=PAGE):
            target = target_of(others)
        signing_in = _timed(lambda: accounts.attack(arguments.tries, arguments.timed, arguments.seed))
        figures = {
            "B01 B03 B04 accounts": signing_in,
            "registry": _size(target, arguments),
            **_attacks(target, reader, arguments),
        }
    with empty_registry("attack_access"):
        figures["A01 access"] = _timed(access.every_request)
        figures["A02 rows"] = _timed(access.every_table)
        figures["A02 pool"] = _timed(lambda: access.every_switch(arguments.switches))
        figures["C01 hostile texts"] = _timed(lambda: access.hostile(arguments.turns))
        figures["C02 injection"] = _timed(lambda: injection.attack(arguments.injected, arguments.seed))
    figures["A07 course"] = _timed(lambda: course.in_a_world_of_its_own(arguments.walks, arguments.steps))
    signed = arguments.signings, signatures.STEPS, arguments.seed
    figures["B06 signatures"] = _timed(lambda: signatures.in_a_world_of_its_own(*signed))
    with empty_registry("attack_trail"):
        sizes = arguments.sequences, arguments.edits, arguments.tampers, arguments.seed
        figures["E06 trail"] = _timed(lambda: trail.attack(*sizes))
    print(json.dumps(figures, indent=2, default=str))
    for name, found in figures.items():
        print(f"{name:<24}{_line(found)}", file=sys.stderr)
    sys.exit(1 if any(found.get("faults") for found in figures.values()) else 0)


def _attacks(target: Target, reader: Scope, arguments: argparse.Namespace) -> dict[str, dict]:
    """Each attack by its name, timed."""
    policy = Policy()
    census, strict = target.census(policy), Policy(threshold=12, base=15)
    codes = [*dict.fromkeys(one.values[4] for one in target.rows)]
    questions = (one for one in small_cells.questions(target, 0, arguments.seed) if one is not None)
    sample = list(islice(questions, arguments.definitions))
    fields, name = fields_of(codes), current_definition().name
    some = islice(random_filters(options(codes), Random(arguments.seed)), arguments.pages)
    addresses = [address(one, fields, name) for one in some]
    attacks: dict[str, Callable[[], dict]] = {
        "F01 small cells": lambda: small_cells.attack(target, census, arguments.queries, seed=arguments.seed),
        "F01 zeros": lambda: small_cells.zeros(target, policy, arguments.zeros, arguments.seed),
        "F01 builder": lambda: _unlimited(reader, lambda: pages.read_builder(reader.user, addresses)),
        "F01 pages": lambda: _unlimited(reader, lambda: pages.attack(reader.user, target.others)),
        "F02 pairs": lambda: differences.attack(
            target, policy, differences.answers_of(census.cube), arguments.pairs, arguments.seed
        ),
        "F02 two definitions": lambda: differences.two_definitions(target, policy, sample),
        "F02 two policies": lambda: differences.two_policies(target, policy, strict),
        "F02 yesterday and today": lambda: differences.yesterday_and_today(
            target, policy, target.patients[: arguments.days]
        ),
        "F05 typed identifiers": lambda: typed_identifiers.attack(arguments.slips, arguments.seed),
        "F07 farming": lambda: farming.farmed(options(codes), arguments.farm, reader),
    }
    return {name: _timed(attack) for name, attack in attacks.items()}


def _unlimited(reader: Scope, attack: Callable[[], dict]) -> dict:
    """Without a limit, so that every page shows its figures; nothing of it stays."""
    with transaction.atomic():
        with acting(Scope(user_id=reader.user_id, administrator=True), page=PAGE) as administrator:
            lift_budget(user=reader.user, days=1, reason="Attack", by=administrator)
        found = attack()
        transaction.set_rollback(True)
    return found


def _others() -> tuple[str, ...]:
    counted = Institution.objects.filter(code__startswith="SYN-").exclude(code__in=(HOME, OPEN, CLOSED))
    return tuple(counted.values_list("code", flat=True))


def _size(target: Target, arguments: argparse.Namespace) -> dict:
    return {
        "patients": arguments.patients,
        "patients of others with an event": len(target.patients),
        "groups of others": len(target.groups),
        "seed": arguments.seed,
    }


def _timed(attack: Callable[[], dict]) -> dict:
    begun = time.perf_counter()
    return {**attack(), "seconds": round(time.perf_counter() - begun, 1)}


def _line(found: dict) -> str:
    said = ", ".join(f"{name} {value}" for name, value in found.items() if name != "faults")
    faults = found.get("faults", [])
    return f"{said}, faults {len(faults)}" + "".join(f"\n    {one}" for one in faults[:SHOWN])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev attack", description="Attack the disclosure rule and the accounts.")
    parser.add_argument("--patients", type=int, default=1_000, help="invented patients (1000)")
    parser.add_argument("--queries", type=int, default=100_000, help="questions for small cells (100000)")
    parser.add_argument("--zeros", type=int, default=60, help="questions asked of nobody too (60)")
    parser.add_argument("--pages", type=int, default=300, help="pages of the builder read through HTTP (300)")
    parser.add_argument("--pairs", type=int, default=100_000, help="pairs of answers to subtract (100000)")
    parser.add_argument("--definitions", type=int, default=5_000, help="questions under two definitions (5000)")
    parser.add_argument("--days", type=int, default=40, help="patients who came since yesterday, one by one (40)")
    parser.add_argument("--farm", type=int, default=5_000, help="questions of a program (5000)")
    parser.add_argument("--walks", type=int, default=2_000, help="walks through the course of a case (2000)")
    parser.add_argument("--steps", type=int, default=50, help="steps of each walk (50)")
    parser.add_argument("--signings", type=int, default=200, help="sequences of signing and changing (200)")
    parser.add_argument("--slips", type=int, default=2_000, help="identifiers and names typed into texts (2000)")
    parser.add_argument("--sequences", type=int, default=2_000, help="sequences of random edits to replay (2000)")
    parser.add_argument("--edits", type=int, default=10, help="edits of a sequence (10)")
    parser.add_argument("--tampers", type=int, default=60, help="alterations of the trail by its owner (60)")
    parser.add_argument("--tries", type=int, default=10_000, help="passwords guessed of one account (10000)")
    parser.add_argument("--timed", type=int, default=500, help="answers timed with an account, and without (500)")
    parser.add_argument("--switches", type=int, default=1_000, help="transactions on few pooled connections (1000)")
    parser.add_argument("--turns", type=int, default=30, help="cases whose every text is a payload (30)")
    parser.add_argument("--injected", type=int, default=50_000, help="hostile questions (50000)")
    parser.add_argument("--seed", type=int, default=1, help="of the registry and of the questions (1)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
