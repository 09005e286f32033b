"""The files of this repository, and the Python in them, for the tests that guard its shape."""

import ast
import os
from collections.abc import Iterator
from pathlib import Path

from registry.paths import CHECKOUT

NOT_OURS = {".git", ".venv", "var", "vendor", "__pycache__", "test-results", "node_modules"}
"""Folders that hold no file of ours: made by a program, or by others."""


def files(*folders: str, suffix: str = "") -> list[Path]:
    """Files of the checkout whose name ends so, sorted; of the named top-level folders only, if any are named."""
    found = []
    for top in [CHECKOUT / folder for folder in folders] or [CHECKOUT]:
        for folder, inside, names in os.walk(top):
            inside[:] = [name for name in inside if name not in NOT_OURS and not is_hidden(name)]
            found += [Path(folder, name) for name in names if name.endswith(suffix)]
    return sorted(found)


def is_hidden(name: str) -> bool:
    return name.startswith(".") and name != ".ci"


def sources() -> list[Path]:
    """The Python of the house and of the subject, without what Django generates."""
    return [path for path in files("registry", "cases", suffix=".py") if "migrations" not in path.parts]


def short(path: Path) -> str:
    """The path from the root of the checkout."""
    return str(path.relative_to(CHECKOUT))


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def functions(module: ast.Module) -> Iterator[ast.FunctionDef]:
    """The functions that stand at the top of a module."""
    return (node for node in module.body if isinstance(node, ast.FunctionDef))


def is_public(node: ast.FunctionDef) -> bool:
    return not node.name.startswith("_")


def body_without_docstring(node: ast.FunctionDef) -> list[ast.stmt]:
    return node.body[1:] if ast.get_docstring(node) else node.body
