"""Builders of rows and cases, through the actions only."""

from tests.factories.cases import add, days, draft, finish, strict_case

__all__ = ["add", "days", "draft", "finish", "strict_case"]
