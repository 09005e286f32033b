"""What the tree promises a newcomer: names, sizes, and where each thing is allowed to stand."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.guards.tree import body_without_docstring, files, functions, is_public, parsed, short, sources

LONGEST_FILE = 600  # lines
LONGEST_VIEW = 12  # lines of its body, docstring not counted
DRAWERS = {"utils", "util", "helpers", "helper", "services", "service", "common", "core", "misc", "signals"}
TEXT = (".py", ".html", ".css", ".js", ".md", ".toml", ".yml", ".yaml", ".json", ".in", ".sh", ".conf", "")
GENERATED = {
    "LICENSE",
    "docs/data-dictionary.md",
    "docs/case.schema.json",
    "docs/quick-line.md",
    "docs/definitions/dcp-1.0.0.md",
}
"""Long by nature: a licence, and pages that a command writes."""

WITHOUT_LIMIT = ("migrations",)
LONGER_VIEWS: dict[str, str] = {}
"""View -> why it may be longer than LONGEST_VIEW."""

EXPLAINED = {"actions", "policies", "querysets", "loaders", "guards", "scoping", "document", "kinds", "deriver"}
"""Modules in which every public function says what it does, as all of cases.rules and cases.disclosure do."""


def test_no_drawer_for_whatever():
    named = [short(path) for path in files() if set(Path(short(path)).with_suffix("").parts) & DRAWERS]
    assert named == []


def test_no_file_is_longer_than_600_lines():
    long = {
        short(path): lines
        for path in files()
        if path.suffix in TEXT
        and not set(path.parts) & set(WITHOUT_LIMIT)
        and short(path) not in GENERATED
        and not path.name.startswith(("requirements", "published"))
        and (lines := len(path.read_bytes().splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_nothing_is_left_for_later():
    mark = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    left = [
        f"{short(path)}: {found[0]}"
        for path in files("registry", "cases", "templates", "static", "tests")
        if path.suffix in (".py", ".html", ".css", ".js")
        and path != Path(__file__)
        and (found := mark.search(path.read_text()))
    ]
    assert left == []


def test_every_module_says_what_it_is():
    silent = [
        short(path)
        for path in sources()
        if path.name not in ("__init__.py", "urls.py", "apps.py") and not ast.get_docstring(parsed(path))
    ]
    assert silent == []


def test_public_functions_of_rules_and_writers_say_what_they_do():
    silent = [
        f"{short(path)}: {function.name}"
        for path in sources()
        if path.stem in EXPLAINED or short(path).startswith(("cases/rules", "cases/disclosure"))
        for function in functions(parsed(path))
        if is_public(function) and len(function.body) > 1 and not ast.get_docstring(function)
    ]
    assert silent == []


def test_actions_take_keywords_only_and_the_person_last():
    """Of the writers that a page calls; an action of an action (no ``by``) is called from within one only."""
    wrong = []
    for path in [path for path in sources() if path.name == "actions.py"]:
        for action in public_actions(path):
            names = [one.arg for one in action.args.kwonlyargs]
            if action.args.args or action.args.posonlyargs or names[-1:] != ["by"]:
                wrong.append(f"{short(path)}: {action.name}({', '.join(names)})")
    assert sorted(wrong) == sorted(WITHOUT_A_PERSON)


WITHOUT_A_PERSON = [
    # parts of an action, inside its transaction, with the person checked already
    "cases/records/actions.py: clear_record(case)",
    "cases/records/actions.py: write_row(row, kind, case, position)",
    # on the command line, before there is any account
    "registry/institutions/actions.py: create_administrator(email, name, password, institution, staff)",
    # by whoever holds the link
    "registry/institutions/inviting/actions.py: accept_invitation(secret, password)",
]


def public_actions(path: Path) -> Iterator[ast.FunctionDef]:
    """The writers of an actions module: its public functions that take keywords."""
    for function in functions(parsed(path)):
        if is_public(function) and function.args.kwonlyargs:
            yield function


def test_no_model_overrides_save_or_delete():
    overriding = [
        f"{short(path)}: {node.name}.{method.name}"
        for path in sources()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ClassDef)
        for method in node.body
        if isinstance(method, ast.FunctionDef) and method.name in ("save", "delete")
    ]
    assert overriding == []


def test_nobody_listens_to_signals():
    heard = re.compile(
        r"django\.(db\.models|core|dispatch)\S*signals|from django\.dispatch|@receiver|post_save|pre_save"
    )
    assert [short(path) for path in sources() if heard.search(path.read_text())] == []


def test_a_view_is_a_sentence():
    long = {}
    for path in sources():
        for function in functions(parsed(path)):
            if is_view(function):
                body = body_without_docstring(function)
                lines = body[-1].end_lineno - body[0].lineno + 1
                if lines > LONGEST_VIEW and f"{short(path)}: {function.name}" not in LONGER_VIEWS:
                    long[f"{short(path)}: {function.name}"] = lines
    assert long == {}


def is_view(function: ast.FunctionDef) -> bool:
    decorators = [ast.unparse(one) for one in function.decorator_list]
    return any(one.startswith("require(") or one == "public" for one in decorators)


def test_rules_and_disclosure_import_nothing_but_python():
    foreign = [
        f"{short(path)}: {name}"
        for room in ("cases.rules", "cases.disclosure")
        for path in files(*[room.replace(".", "/")], suffix=".py")
        for name in imported(parsed(path))
        if name.split(".")[0] not in sys.stdlib_module_names and not f"{name}.".startswith(f"{room}.")
    ]
    assert foreign == []


def test_rules_and_disclosure_read_no_clock_and_no_dice():
    """A verdict depends on the record and the definition, never on the day or the machine."""
    clock = re.compile(r"\.(today|now|utcnow)\(|\btime\.time\(|\bimport (random|secrets)\b|from (random|secrets) ")
    rooms = files("cases/rules", "cases/disclosure", suffix=".py")
    assert [short(path) for path in rooms if clock.search(path.read_text())] == []


def imported(module: ast.Module) -> Iterator[str]:
    """The names of all modules that a module imports, inside functions too."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "Imports are absolute."
            yield node.module


# ---- templates and static files -----------------------------------------------------------------------------


def templates() -> list[Path]:
    return files("templates", suffix=".html")


def test_every_template_opens_with_a_comment():
    opening = re.compile(r"\s*({% extends [^%]*%}\s*)?({% load [^%]*%}\s*)?({% comment %}|{#)")
    assert [short(path) for path in templates() if not opening.match(path.read_text())] == []


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("inline style", r"<[^>]*\sstyle\s*=|<style\b"),
        ("inline script", r"<script\b(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")"),
        ("event attribute", r"<[^>]*\son[a-z]+\s*="),
        ("javascript address", r"=\s*[\"']\s*javascript:"),
        ("hx-on attribute", r"\shx-on"),
    ],
)
def test_templates_hold_nothing_that_the_content_policy_refuses(what: str, pattern: str):
    found = [short(path) for path in templates() if re.search(pattern, markup(path), re.IGNORECASE)]
    assert found == [], what


def markup(path: Path) -> str:
    """A template's HTML without the template language, whose tags hold signs that mean something else there."""
    comments = re.sub(r"{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.DOTALL)
    return re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", "", comments)


def test_pages_link_to_no_other_machine():
    """Except to the article that a text cites, to a licence, and to names that are no address (SVG's namespace)."""
    allowed = re.compile(r"https://doi\.org/|http://www\.w3\.org/|https://www\.apache\.org/licenses/")
    outside = [
        f"{short(path)}: {address}"
        for path in files("templates", "static")
        if path.suffix in (".html", ".css", ".js", ".svg")
        for address in re.findall(r"(?:https?:)?//[a-z0-9][a-z0-9.-]+\.[a-z]{2,}[^\s\"')]*", path.read_text())
        if not allowed.match(address)
    ]
    assert outside == []
