"""What a verdict was made with: the definition, and the code that reads it."""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from cases.rules.definition import Definition

ROOMS = ("cases.rules", "cases.disclosure", "cases.episodes")


@dataclass(frozen=True)
class Recipe:
    """``hash`` changes with the definition and with the code, so that a mended rule is applied to every case."""

    definition: Definition
    hash: str


def recipe_for(definition: Definition) -> Recipe:
    """A definition under today's code."""
    return Recipe(definition, hashlib.sha256(f"{definition.hash} {_code()}".encode()).hexdigest())


@cache
def _code() -> str:
    """A hash of the modules that decide; they do not change while a process runs."""
    digest = hashlib.sha256()
    for room in ROOMS:
        for file in sorted(Path(str(resources.files(room))).rglob("*.py")):
            digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()
