"""Builders of rows and cases, through the actions only."""

from tests.factories.cases import (
    accept,
    add,
    days,
    draft,
    finish,
    open_again,
    send_back,
    sign_to_lock,
    strict_case,
    submit,
)

__all__ = [
    "accept",
    "add",
    "days",
    "draft",
    "finish",
    "open_again",
    "send_back",
    "sign_to_lock",
    "strict_case",
    "submit",
]
