"""Colours of the statuses on paper: the light theme of ``static/css/tokens.css``, which a test holds them to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fill:
    """A response status with the colour of its shape and of the words on it."""

    code: str
    fill: str
    ink: str


FILLS = (
    Fill("CR", "#1c5b94", "#ffffff"),
    Fill("PR", "#a3cbe8", "#0c2438"),
    Fill("SD", "#e8d9a8", "#312808"),
    Fill("NON_CR_NON_PD", "#d6cbb8", "#2c271d"),
    Fill("PD", "#b93b12", "#ffffff"),
    Fill("NED", "#e4eff6", "#153f5e"),
    Fill("NED_LOCAL", "#e9eeec", "#274a45"),
    Fill("NE", "#e9e6e0", "#47423a"),
    Fill("EQUIVOCAL_NEW", "#f1b568", "#351d00"),
    Fill("BASELINE", "#fffdf9", "#211d18"),
)
