"""A pytest plugin that collects the tests once and then tries mutants in forks of itself.

A mutant inside a function is tried by exchanging the code of the living function, in milliseconds. That is exact as
long as the function was not run while tests were collected; all other mutants are written into the copy and tried by
a pytest of their own, which imports everything anew.
"""

import ast
import gc
import json
import os
import resource
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest

from tests.mutants.operators import Mutant, mutants_of
from tests.mutants.sandbox import repeatable_properties, run_tests

KILLED, SURVIVED, TIMED_OUT = "killed", "survived", "timed out"
NOT_EXCHANGED = 3
LEAST_SECONDS = 3
"""A test may take ten times as long as without a mutant, and this on top."""

MEMORY = 6 * 1024**3  # bytes
CHOSEN = "MUTANTS_CHOSEN"
PLAN = "MUTANTS_PLAN"
FAILED = ".failed"


class Trial:
    """Everything that is the same for all mutants of a run: the plan, the collected tests, what they touch."""

    def __init__(self, plan: Mapping[str, Any]) -> None:
        self.plan = plan
        touched = json.loads(Path(plan["touched"]).read_text(encoding="utf-8"))
        self.lines: Mapping[str, Mapping[str, list[str]]] = touched["lines"]
        self.seconds: Mapping[str, float] = touched["seconds"]
        self.unusable = {"", *touched["failed"]}
        self.items: dict[str, pytest.Item] = {}
        self.killers: dict[str, list[str]] = {}
        self.failed = False

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = {item.nodeid: item for item in session.items}
        living = _living_functions()
        gc.collect()
        gc.freeze()  # a fork shares what the collector does not touch
        wanted: dict[str, set[str]] = self.plan["wanted"]
        for module, keys in wanted.items():
            print(f"{module}: {len(keys)} mutants", file=sys.stderr)
            self._try_module(module, set(keys), living[str(Path(module).resolve())])
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.failed = self.failed or report.failed

    def _try_module(self, module: str, keys: set[str], living: Sequence[FunctionType]) -> None:
        tree = ast.parse(Path(module).read_text(encoding="utf-8"))
        for mutant in mutants_of(module, tree, functions_only=_is_value_set(module)):
            if mutant.key in keys:
                begun = time.monotonic()
                outcome, test = self._tried(mutant, tree, living)
                self._write(mutant, outcome, test, time.monotonic() - begun)

    def _tried(self, mutant: Mutant, tree: ast.Module, living: Sequence[FunctionType]) -> tuple[str, str]:
        tests = self._chosen(mutant)
        if not tests:
            return SURVIVED, "no test runs this line"
        old = mutant.apply()
        try:
            if self._is_exchangeable(mutant):
                code = compile(tree, str(Path(mutant.module).resolve()), "exec", dont_inherit=True)
                outcome, test = self._in_a_fork(tests, living, code)
                if outcome != NOT_EXCHANGED:
                    return outcome, test
            return self._afresh(mutant, ast.unparse(tree), tests)
        except SyntaxError as error:
            return KILLED, f"no Python: {error.msg}"
        finally:
            mutant.put(old)

    def _chosen(self, mutant: Mutant) -> list[str]:
        """Tests that run the line: those that killed its neighbours, then the quickest, as far as the budget goes.

        What is run at import is run by every test of the module: the quickest for each line that it runs come first.
        """
        lines = self.lines.get(mutant.module, {})
        found = Counter(test for line in _lines_of(mutant) for test in lines.get(line, ()))
        if self._ran_at_import(mutant):
            found = Counter(test for tests in lines.values() for test in tests)
        usable = set(found) - self.unusable
        neighbours = [test for test in self.killers.get(self._around(mutant), ()) if test in usable]
        others = sorted(usable - set(neighbours), key=lambda test: (self.seconds[test] / found[test], test))
        chosen, spent = [], 0.0
        for test in neighbours + others:
            spent += self.seconds[test]
            if chosen and spent > self.plan["budget"]:
                break
            chosen.append(test)
        return chosen

    def _ran_at_import(self, mutant: Mutant) -> bool:
        lines = self.lines.get(mutant.module, {})
        return mutant.within is None or any("" in lines.get(line, ()) for line in _lines_of(mutant))

    def _is_exchangeable(self, mutant: Mutant) -> bool:
        """Whether nothing of the function has been run yet in this process."""
        if mutant.within is None:
            return False
        lines = self.lines.get(mutant.module, {})
        body = range(mutant.within.body[0].lineno, mutant.within.end_lineno + 1)
        return not any("" in lines.get(str(line), ()) for line in body)

    def _around(self, mutant: Mutant) -> str:
        return f"{mutant.module}:{mutant.within.lineno if mutant.within else 0}"

    def _in_a_fork(self, tests: Sequence[str], living: Sequence[FunctionType], code: CodeType) -> tuple[Any, str]:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            self._be_the_mutant(tests, living, code, writing)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            said = pipe.read()
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            return (TIMED_OUT if os.WTERMSIG(status) == signal.SIGVTALRM else KILLED), said
        return {0: SURVIVED, NOT_EXCHANGED: NOT_EXCHANGED}.get(os.WEXITSTATUS(status), KILLED), said

    def _be_the_mutant(
        self, tests: Sequence[str], living: Sequence[FunctionType], code: CodeType, writing: int
    ) -> None:
        """In the child: exchange the code, run the tests up to the first that fails, and end."""
        exit_code = 1
        try:
            _silence()
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            if not _exchange(living, code):
                exit_code = NOT_EXCHANGED
                return
            for test in tests:
                signal.setitimer(signal.ITIMER_VIRTUAL, LEAST_SECONDS + 10 * self.seconds[test])
                item = self.items[test]
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
                if self.failed:
                    os.write(writing, test.encode())
                    break
            else:
                exit_code = 0
        finally:
            os._exit(exit_code)

    def _afresh(self, mutant: Mutant, text: str, tests: Sequence[str]) -> tuple[str, str]:
        """Try the mutant in a process that imports everything anew; first with the tests that killed its neighbours."""
        path = Path(mutant.module)
        original = path.read_text(encoding="utf-8")
        path.write_text(text, encoding="utf-8")
        neighbours = [test for test in self.killers.get(self._around(mutant), ()) if test in tests]
        try:
            outcome = self._by_itself(neighbours) if neighbours else (SURVIVED, "")
            return self._by_itself(tests) if outcome[0] == SURVIVED else outcome
        finally:
            path.write_text(original, encoding="utf-8")

    def _by_itself(self, tests: Sequence[str]) -> tuple[str, str]:
        """Run tests in a process of their own, up to the first that fails."""
        chosen = Path(self.plan["chosen"])
        failed = chosen.with_suffix(FAILED)
        failed.unlink(missing_ok=True)
        chosen.write_text(json.dumps(list(tests)), encoding="utf-8")
        seconds = 30 + 10 * sum(self.seconds[test] for test in tests)
        options = ["-x", "-p", "tests.mutants.trial", *sorted({test.split("::")[0] for test in tests})]
        code = run_tests(Path.cwd(), *options, seconds=seconds, **{CHOSEN: str(chosen), PLAN: ""})
        if code == -1:
            return TIMED_OUT, ""
        if code == 0:
            return SURVIVED, ""
        return KILLED, failed.read_text(encoding="utf-8") if failed.exists() else "no test can be collected"

    def _write(self, mutant: Mutant, outcome: str, test: str, seconds: float) -> None:
        if outcome == KILLED and test in self.items:
            known = self.killers.setdefault(self._around(mutant), [])
            self.killers[self._around(mutant)] = [test, *[one for one in known if one != test]][:5]
        line = {
            "key": mutant.key,
            "module": mutant.module,
            "line": mutant.line,
            "operator": mutant.operator,
            "before": mutant.before,
            "after": mutant.after,
            "outcome": outcome,
            "tests": self.plan["tests"],
            "test": test,
            "seconds": round(seconds, 2),
        }
        with open(self.plan["outcomes"], "a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


class Chosen:
    """Run only the tests named in a file, in that order."""

    def __init__(self, path: str) -> None:
        self.failed = Path(path).with_suffix(FAILED)
        self.names = json.loads(Path(path).read_text(encoding="utf-8"))

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        by_name = {item.nodeid: item for item in items}
        items[:] = [by_name[name] for name in self.names if name in by_name]
        if not items:
            raise pytest.UsageError("The mutant changes which tests there are.")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.write_text(report.nodeid, encoding="utf-8")


def _living_functions() -> dict[str, list[FunctionType]]:
    """All functions there are, by the file that they stand in."""
    found: dict[str, list[FunctionType]] = defaultdict(list)
    for one in gc.get_objects():
        if isinstance(one, FunctionType):
            found[one.__code__.co_filename].append(one)
    return found


def _exchange(living: Sequence[FunctionType], code: CodeType) -> bool:
    """Give the living functions their new code. False where a mutant closes over other variables than before."""
    new = {(one.co_qualname, one.co_firstlineno): one for one in _codes(code)}
    try:
        for function in living:
            function.__code__ = new[function.__code__.co_qualname, function.__code__.co_firstlineno]
    except (KeyError, ValueError):
        return False
    return True


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _silence() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _lines_of(mutant: Mutant) -> list[str]:
    """All lines of the changed expression: of one in several lines, only some are seen to run."""
    return [str(line) for line in range(mutant.line, mutant.last_line + 1)]


def _is_value_set(module: str) -> bool:
    return "/vocabulary/" in module


def pytest_configure(config: pytest.Config) -> None:
    if os.environ.get(CHOSEN):
        config.pluginmanager.register(Chosen(os.environ[CHOSEN]))
    elif os.environ.get(PLAN):
        config.pluginmanager.register(Trial(json.loads(Path(os.environ[PLAN]).read_text(encoding="utf-8"))))


repeatable_properties()
