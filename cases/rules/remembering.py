"""An attribute that is worked out when it is first asked for, and then kept."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class remembered(Generic[T]):
    """``functools.cached_property`` without the lock that it takes up to Python 3.11: one thread asks the rules."""

    def __init__(self, work: Callable[[Any], T]) -> None:
        self.work = work
        self.name = work.__name__
        self.__doc__ = work.__doc__

    def __get__(self, instance: Any, owner: type | None = None) -> T:
        """Asked only while the instance does not hold the answer itself."""
        answer = instance.__dict__[self.name] = self.work(instance)
        return answer
