"""How often one address may do something that needs no account. Counted by all processes together."""

import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest


def within_pace(request: HttpRequest, what: str, *, per_minute: int) -> bool:
    """Count one more ``what`` from this address, and say whether that is still within the pace."""
    minute = int(time.time() // 60)
    key = f"pace:{what}:{minute}:{get_adapter().get_client_ip(request)}"
    cache.add(key, 0, timeout=120)
    return cache.incr(key) <= per_minute
