"""What came after the event: outcomes, which never change its label (§5.10, settlement 25)."""

from cases.rules.references import Equivocal, equivocal_outcome
from cases.rules.scene import Reading, Scene


def is_herald(scene: Scene) -> bool:
    """Systemic progression after t0+42 and up to t0+90, before the next regimen."""
    return any(
        one.on <= scene.t0 + scene.constants.herald and _is_later_progression(scene, one) for one in scene.chart.growing
    )


def is_durable(scene: Scene) -> bool:
    """No systemic progression before the next regimen, and an assessment at t0+180 or later before it."""
    if any(_is_later_progression(scene, one) for one in scene.chart.growing):
        return False
    return any(
        one.dated and one.on >= scene.t0 + scene.constants.durable and scene.before_next_regimen(one.on)
        for one in scene.timeline.assessments
    )


def _is_later_progression(scene: Scene, reading: Reading) -> bool:
    if not reading.on > scene.t0 + scene.constants.tight[1] or not scene.before_next_regimen(reading.on):
        return False
    return reading.is_progression or equivocal_outcome(scene, reading) is Equivocal.CONFIRMED
