"""Samples of the body map for the component gallery; every value is invented."""

from django import template

from cases.records.body_map import BodyMap, event_map, heat_map

register = template.Library()

SAMPLE_CASE = {
    "primaries": [{"id": "p1", "laterality": "left"}],
    "skin_findings": [
        {
            "id": "s1",
            "on": 100,
            "sites": ["mastectomy scar", "chest wall"],
            "places": ["left mastectomy scar", "left chest wall above scar"],
        },
        {
            "id": "s2",
            "on": 400,
            "sites": ["breast", "upper back", "groin"],
            "places": ["right breast lower outer", "right breast lower inner", "left upper back"],
        },
    ],
}
SAMPLE_COUNTS = {
    "left breast upper outer": ("48", 5),
    "left breast lower outer": ("36", 4),
    "left breast upper inner": ("30", 3),
    "left breast lower inner": ("24", 3),
    "left chest wall beside breast": ("18", 2),
    "sternum": ("12", 1),
    "left axilla": ("7 or fewer", None),
    "left upper back": ("7 or fewer", None),
}


@register.simple_tag
def sample_event_map() -> BodyMap:
    """What was involved at an invented event, and before it."""
    return event_map(SAMPLE_CASE, "s2")


@register.simple_tag
def sample_heat_map() -> BodyMap:
    """Invented counts, two of them suppressed."""
    texts = {code: text for code, (text, _) in SAMPLE_COUNTS.items()}
    return heat_map(texts, {code: shade for code, (_, shade) in SAMPLE_COUNTS.items()})
