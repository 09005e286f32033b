"""No test leaves this machine: a socket may reach loopback addresses and Unix sockets only."""

import ipaddress
import socket
from collections.abc import Iterator

import pytest


class OutsideSocket(RuntimeError):
    """A test tried to reach another machine."""


@pytest.fixture(scope="session", autouse=True)
def only_this_machine() -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    for name in ("connect", "connect_ex"):
        patch.setattr(socket.socket, name, guarded(getattr(socket.socket, name)))
    yield
    patch.undo()


def guarded(original):
    def connect(self: socket.socket, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and not is_here(address[0]):
            raise OutsideSocket(f"A test tried to reach {address[0]}. Tests stay on this machine.")
        return original(self, address)

    return connect


def is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
