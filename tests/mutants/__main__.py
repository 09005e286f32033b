"""``./dev mutants``: how many small changes to the rules a test notices; see docs/mutants.md.

The outcomes are kept under ``var/mutants``, each under the text of the function around it, so that a run which was
stopped goes on where it was, and a later one tries only what is new: changed functions, and what survived other tests.
"""

import argparse
import ast
import hashlib
import json
import os
import random
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from registry.paths import CHECKOUT, var
from tests.mutants.operators import Mutant, mutants_of
from tests.mutants.sandbox import TESTS, make_copy, run_tests
from tests.mutants.trial import KILLED, PLAN, SURVIVED, TIMED_OUT

BUDGET = 4  # seconds of tests for one mutant
RULES = "cases/rules"
EQUIVALENT = "equivalent"
REASONS = Path(__file__).with_name("equivalents.toml")


def main() -> None:
    arguments = _arguments()
    folder = var() / "mutants"
    tree = folder / "tree"
    make_copy(Path(arguments.source), tree)
    modules = _modules(tree, arguments.module)
    if arguments.fresh:
        (folder / "outcomes.jsonl").unlink(missing_ok=True)
    found = {module: _mutants(tree, module, arguments.sample, arguments.seed) for module in modules}
    tests = _fingerprint(tree / folder for folder in TESTS)
    known = _known(folder, tests)
    wanted = {module: [one.key for one in mutants if one.key not in known] for module, mutants in found.items()}
    if any(wanted.values()):
        _try(folder, tree, {module: keys for module, keys in wanted.items() if keys}, arguments.budget, tests)
    known = _known(folder, tests)
    _report(folder, {module: [known.get(one.key) for one in mutants] for module, mutants in found.items()}, arguments)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev mutants", description=main.__doc__)
    parser.add_argument("--module", action="append", help="a module of cases/rules, such as recist or criteria/mda")
    parser.add_argument("--sample", type=int, metavar="N", help="at most N mutants of each module, drawn by the seed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--budget", type=float, default=BUDGET, help="seconds of tests for one mutant (%(default)s)")
    parser.add_argument("--fresh", action="store_true", help="forget the outcomes of earlier runs")
    parser.add_argument("--source", default=str(CHECKOUT), help="another checkout to try (default: this one)")
    return parser.parse_args()


def _modules(tree: Path, names: Iterable[str] | None) -> list[str]:
    """Files of the rules, relative to the copy; those named, or all."""
    every = sorted(str(path.relative_to(tree)) for path in (tree / RULES).rglob("*.py"))
    if not names:
        return every
    chosen = [f"{RULES}/{name.removesuffix('.py')}.py" for name in names]
    unknown = [name for name in chosen if name not in every]
    if unknown:
        sys.exit(f"There is no {', '.join(unknown)}.")
    return chosen


def _mutants(tree: Path, module: str, sample: int | None, seed: int) -> list[Mutant]:
    parsed = ast.parse((tree / module).read_text(encoding="utf-8"))
    every = mutants_of(module, parsed, functions_only="/vocabulary/" in module)
    if sample is not None:
        random.Random(f"{seed}:{module}").shuffle(every)  # so that a larger sample holds the smaller one
    return every[:sample]


def _known(folder: Path, tests: str) -> dict[str, dict[str, Any]]:
    """Outcomes by key: what was killed stays killed, what survived must survive these tests."""
    outcomes = folder / "outcomes.jsonl"
    if not outcomes.exists():
        return {}
    lines = [json.loads(line) for line in outcomes.read_text(encoding="utf-8").splitlines()]
    return {one["key"]: one for one in lines if one["outcome"] != SURVIVED or one["tests"] == tests}


def _try(folder: Path, tree: Path, wanted: Mapping[str, list[str]], budget: float, tests: str) -> None:
    rules = _fingerprint([tree / RULES])
    touched = folder / f"touched-{rules[:12]}-{tests[:12]}.json"
    if not touched.exists():
        print("Measuring which test runs which line ...", file=sys.stderr)
        slow = json.dumps(_slow_before(folder, budget))
        run_tests(tree, "-p", "tests.mutants.touched", *TESTS, MUTANTS_TOUCHED=str(touched), MUTANTS_SLOW=slow)
    plan = {
        "wanted": wanted,
        "touched": str(touched),
        "outcomes": str(folder / "outcomes.jsonl"),
        "chosen": str(folder / "chosen.json"),
        "budget": budget,
        "tests": tests,
    }
    (folder / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    run_tests(tree, "-s", "-p", "tests.mutants.trial", *TESTS, **{PLAN: str(folder / "plan.json")})


def _slow_before(folder: Path, budget: float) -> dict[str, float]:
    """Tests that took longer than the budget when they were last measured."""
    earlier = sorted(folder.glob("touched-*.json"), key=lambda path: path.stat().st_mtime)
    if not earlier:
        return {}
    seconds = json.loads(earlier[-1].read_text(encoding="utf-8"))["seconds"]
    return {test: taken for test, taken in seconds.items() if taken > budget}


def _fingerprint(folders: Iterable[Path]) -> str:
    """Of every Python file of these folders."""
    total = hashlib.sha256()
    for path in sorted(path for folder in folders for path in folder.rglob("*.py")):
        total.update(path.read_bytes())
    return total.hexdigest()


def _equivalents() -> dict[tuple[str, str, str], str]:
    """Module, text before and text after of each mutant that is no change -> why."""
    listed = tomllib.loads(REASONS.read_text(encoding="utf-8"))["mutant"]
    return {
        (f"{RULES}/{one['module']}.py", one["before"], after): one["why"] for one in listed for after in one["after"]
    }


def _report(folder: Path, found: Mapping[str, list[dict[str, Any] | None]], arguments: argparse.Namespace) -> None:
    equivalents = _equivalents()
    outcomes = {module: Counter(_outcome(one, equivalents) for one in lines) for module, lines in found.items()}
    print(
        f"{'module':<24}{'mutants':>9}{'killed':>9}{'timed out':>11}{'survived':>10}{'equivalent':>12}{'per cent':>10}"
    )
    for module, counts in outcomes.items():
        if counts:
            _print_row(module.removeprefix(f"{RULES}/").removesuffix(".py"), counts)
    _print_row("total", sum(outcomes.values(), Counter()))
    print("Per cent: noticed (killed or timed out) of those that are not equivalent.")
    if arguments.sample:
        print(f"A sample of at most {arguments.sample} mutants of each module, drawn with the seed {arguments.seed}.")
    left = [one for lines in found.values() for one in lines if _outcome(one, equivalents) == SURVIVED]
    figures = {module: dict(counts) for module, counts in outcomes.items()}
    path = folder / "survivors.json"
    path.write_text(json.dumps({"figures": figures, "survivors": left}, indent=1), encoding="utf-8")
    print(f"The survivors are in {os.path.relpath(path)}.")


def _outcome(one: Mapping[str, Any] | None, equivalents: Mapping[tuple[str, str, str], str]) -> str:
    if one is None:
        return "not tried"
    listed = (one["module"], one["before"], one["after"]) in equivalents
    return EQUIVALENT if one["outcome"] == SURVIVED and listed else one["outcome"]


def _print_row(name: str, counts: Mapping[str, int]) -> None:
    noticed = counts[KILLED] + counts[TIMED_OUT]
    real = noticed + counts[SURVIVED]
    share = f"{100 * noticed / real:.1f}" if real else "-"
    columns = f"{counts[KILLED]:>9}{counts[TIMED_OUT]:>11}{counts[SURVIVED]:>10}{counts[EQUIVALENT]:>12}{share:>10}"
    left = f"  ({counts['not tried']} not tried)" if counts["not tried"] else ""
    print(f"{name:<24}{real + counts[EQUIVALENT]:>9}{columns}{left}")


if __name__ == "__main__":
    main()
