"""Guessing, account discovery and ways around the second factor (B01, B03, B04), through the doors that people use."""

import time
from collections import Counter
from random import Random

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from scipy.stats import ks_2samp

from registry.institutions.models import User
from registry.institutions.throttle import BY_ACCOUNT, BY_DEVICE
from tests.factories.accounts import code_now, with_app

PASSWORD, NOT_RIGHT, TOO_MANY = "Nine-lanterns-at-noon", "not correct", "Too many tries"
LOGIN, SECOND_STEP, CLOSED = reverse("account_login"), reverse("mfa_authenticate"), reverse("case-list")


def attack(tries: int, timed: int, seed: int) -> dict:
    """All of it on an account made for it, of which nothing stays."""
    with transaction.atomic():
        victim = with_app(User.objects.create_user("victim@attack.example", PASSWORD, name="Victim"))
        known = _entered(victim)
        found = _guess(victim, tries, Random(seed))
        faults = found.pop("faults") + _not_locked_out(victim, known)
        found |= {"codes": (codes := _codes(victim))["tried"]} | _discovery(victim, timed)
        transaction.set_rollback(True)
    return found | {"faults": faults + codes["faults"]}


def _guess(victim: User, tries: int, random: Random) -> dict:
    """Tries at one account from many addresses, some of them forged, with and without cookies of other people."""
    said = Counter()
    for _ in range(tries):
        where = f"198.{random.randrange(256)}.{random.randrange(256)}.{random.randrange(256)}"
        forged = {"X-Forwarded-For": "10.0.0.1"} if random.random() < 0.5 else {}
        answer = Client(headers=forged).post(
            LOGIN, {"login": victim.email, "password": str(random.random())}, REMOTE_ADDR=where
        )
        said[_word(answer)] += 1
    faults = [] if said[NOT_RIGHT] <= BY_ACCOUNT else [f"{said[NOT_RIGHT]} passwords were looked at in one window"]
    unclear = tries - said[NOT_RIGHT] - said[TOO_MANY]
    faults += [f"{unclear} answers were neither"] if unclear else []
    return {"tries": tries, "looked at": said[NOT_RIGHT], "faults": faults}


def _not_locked_out(victim: User, known: Client) -> list[str]:
    """Meanwhile the victim, at the own computer, mistypes some times and comes in."""
    for _ in range(BY_DEVICE - 1):
        known.post(LOGIN, {"login": victim.email, "password": "mistyped"})
    answer = known.post(LOGIN, {"login": victim.email, "password": PASSWORD})
    return [] if answer.status_code == 302 else ["the victim was kept out of a known device"]


def _codes(victim: User) -> dict:
    """Codes of other times, used ones, malformed ones; and closed doors with the first step done."""
    _forget()
    used = code_now()
    wrong = [code_now(ago) for ago in range(-12, 13) if ago != 0]
    wrong += ["", "0", "000000", "١٢٣٤٥٦", f"{used}0", f"-{used}", "9" * 1000, "null", "' OR 1=1 --", "\x00" * 6]
    faults = [] if _second_step(victim, used) else ["the right code was refused"]
    faults += ["a code counted twice"] if _second_step(victim, used) else []
    faults += [f"a wrong code let in: {code[:20]!r}" for code in wrong if code != used and _second_step(victim, code)]
    return {"tried": len(wrong) + 2, "faults": faults}


def _second_step(victim: User, code: str) -> bool:
    _forget()
    client = Client()
    client.post(LOGIN, {"login": victim.email, "password": PASSWORD})
    client.post(SECOND_STEP, {"code": code})
    return client.get(CLOSED).status_code == 404  # signed in, and without a role: no such page


def _discovery(victim: User, timed: int) -> dict:
    """Whether the time of an answer tells who has an account: the p-value of a Kolmogorov-Smirnov test."""
    took = {victim.email: [], "nobody@attack.example": []}
    for _ in range(timed):
        for email, seconds in took.items():
            _forget()
            begun = time.perf_counter()
            Client().post(LOGIN, {"login": email, "password": "wrong"})
            seconds.append(time.perf_counter() - begun)
    return {"timed": 2 * timed, "p of the times": round(float(ks_2samp(*took.values()).pvalue), 3)}


def _entered(victim: User) -> Client:
    client = Client()
    client.post(LOGIN, {"login": victim.email, "password": PASSWORD})
    client.post(SECOND_STEP, {"code": code_now(0)})
    client.post(reverse("account_logout"))
    return client


def _word(answer) -> str:
    page = answer.content.decode()
    return TOO_MANY if TOO_MANY in page else NOT_RIGHT if NOT_RIGHT in page else str(answer.status_code)


def _forget() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM registry_try")
        cursor.execute("DELETE FROM registry_counter WHERE cache_key NOT LIKE '%%totp.used%%'")
