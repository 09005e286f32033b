"""Drawing from tables of weights, from one ``random.Random`` that is handed through all stations."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Table(Generic[T]):
    """Values with their weights; the weights need not add up to one."""

    values: tuple[T, ...]
    up_to: tuple[float, ...]

    @classmethod
    def of(cls, weights: Mapping[T, float]) -> "Table[T]":
        return cls(tuple(weights), tuple(accumulate(weights.values())))

    def draw(self, random: Random) -> T:
        return random.choices(self.values, cum_weights=self.up_to)[0]


def chance(random: Random, probability: float) -> bool:
    return random.random() < probability
