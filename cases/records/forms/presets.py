"""A named regimen fills the form of a regimen: its drugs, its interval and its name, where nothing stands yet."""

from collections.abc import Iterator

from django.http import QueryDict

from cases.rules.vocabulary import Agent
from cases.rules.vocabulary.presets import PRESETS, Preset, preset_named

NOT_CHOSEN = "Choose a named regimen first."


def choices() -> list[tuple[str, str, str]]:
    """Name of each preset, what choosing it fills in, and its names, by which it is found."""
    return [
        (one.name, f"{one.name}: {_drugs(one)}; every {one.interval_days} days", "; ".join(one.names))
        for one in PRESETS
    ]


def with_preset(data: QueryDict) -> tuple[QueryDict, str]:
    """What was posted, with the chosen preset filled in where nothing was typed, and a sentence that says what was."""
    preset = preset_named(data.get("preset", ""))
    if preset is None:
        return data, NOT_CHOSEN
    filled = data.copy()
    done = [*_fill_blanks(filled, preset), *_fill_drugs(filled, preset)]
    what = ", ".join(done) if done else "nothing, for all of it stood there already"
    return filled, f"{preset.name}: filled in {what}. Schedule as in {preset.source}."


def _fill_blanks(data: QueryDict, preset: Preset) -> Iterator[str]:
    for name, value, says in (
        ("name", preset.name, "the name"),
        ("interval_days", str(preset.interval_days), f"{preset.interval_days} days from cycle to cycle"),
    ):
        if not data.get(name, "").strip() and not data.get(f"{name}_absent"):
            data[name] = value
            yield says


def _fill_drugs(data: QueryDict, preset: Preset) -> Iterator[str]:
    """Each drug that is not there yet, in the first row in which nothing stands or in a new one."""
    count = data.get("drug-count", "")
    rows = int(count) if count.isascii() and count.isdigit() and len(count) < 4 else 0
    here = {Agent.find(data.get(f"drug-{row}-agent", "")) for row in range(rows)}
    blank = [row for row in range(rows) if _is_blank(data, row)]
    for agent in (one for one in preset.agents if one not in here):
        row = blank.pop(0) if blank else rows
        rows = max(rows, row + 1)
        data[f"drug-{row}-row"] = data.get(f"drug-{row}-row", "")
        data[f"drug-{row}-agent"] = agent.label
        yield agent.label
    data["drug-count"] = str(rows)


def _is_blank(data: QueryDict, row: int) -> bool:
    names = [name for name in data if name.startswith(f"drug-{row}-")]
    return f"drug-{row}-row" in data and not any(data.get(name, "").strip() for name in names)


def _drugs(preset: Preset) -> str:
    first, later = (", ".join(one.label for one in some) for some in (preset.drugs, preset.later))
    return f"{first}, then {later}" if later else first
