"""Record keys as others may see them.

A key such as "b1" is a name within its case. An imported file may have used anything, a laboratory number included, so
keys of another form are replaced, and with them every reference and anchor.
"""

import re
from collections.abc import Mapping
from typing import Any

from cases.disclosure.deidentify import Shape

PLAIN_KEY = re.compile(r"[a-z]{1,2}[0-9]{1,3}")


def plain_names(document: Mapping[str, Any], prefixes: Mapping[str, str]) -> dict[str, str]:
    """Old key -> new key, for a case/1 document; empty where every key is of the plain form already.

    ``prefixes``: top-level list -> letters that its keys begin with. Keys keep their order, as texts, within a list.
    """
    keys = {name: sorted(row["id"] for row in document.get(name) or () if row.get("id")) for name in prefixes}
    if all(PLAIN_KEY.fullmatch(key) for listed in keys.values() for key in listed):
        return {}
    return {
        key: f"{prefixes[name]}{number:0{len(str(len(listed)))}}"
        for name, listed in keys.items()
        for number, key in enumerate(listed, 1)
    }


def renamed(document: Mapping[str, Any], names: Mapping[str, str], shapes: Mapping[str, Shape]) -> dict:
    """The document with its keys replaced wherever the shapes say that a key stands."""
    written = dict(document)
    for name, shape in shapes.items():
        value = document.get(name)
        if isinstance(value, list):
            written[name] = [_row(row, names, shape) for row in value]
        elif isinstance(value, Mapping):
            written[name] = _row(value, names, shape)
    return written


def _row(row: Mapping[str, Any], names: Mapping[str, str], shape: Shape) -> dict:
    written = dict(row)
    if "id" in row:
        written["id"] = names.get(row["id"], row["id"])
    for name, value in row.items():
        rule = shape.rules.get(name)
        if name in shape.nested:
            written[name] = [_row(one, names, shape.nested[name]) for one in value]
        elif rule and rule.reference:
            written[name] = (
                [names.get(one, one) for one in value] if isinstance(value, list) else names.get(value, value)
            )
        elif rule and rule.when and isinstance(value, Mapping) and value.get("anchor"):
            written[name] = {**value, "anchor": names.get(value["anchor"], value["anchor"])}
    return written
