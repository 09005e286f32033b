"""The API for people: its operations, read off its own OpenAPI document."""

from dataclasses import dataclass

from cases.exchange.api.operations import api


@dataclass(frozen=True)
class Parameter:
    """What an operation can be told; ``says``: what it means."""

    name: str
    says: str


@dataclass(frozen=True)
class Operation:
    """One address of the API."""

    path: str
    summary: str
    parameters: tuple[Parameter, ...]


def operations() -> tuple[Operation, ...]:
    """All operations, in the order of the document; every one of them only reads."""
    paths = api.get_openapi_schema()["paths"]
    return tuple(Operation(path, one["get"]["summary"], _parameters(one["get"])) for path, one in paths.items())


def _parameters(described: dict) -> tuple[Parameter, ...]:
    listed = described.get("parameters") or ()
    return tuple(Parameter(one["name"], one["schema"].get("description", "")) for one in listed)
