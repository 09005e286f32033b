"""A question that cannot be read leads back to the builder, which shows where and why."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from cases.cohorts.asked import UnreadableError


class LeadBack:
    """Middleware: a page about a cohort whose question has a fault redirects to the builder with the same question."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Only a fault in the question itself is answered; nothing of it is written to any log."""
        if not isinstance(exception, UnreadableError):
            return None
        return redirect(f"{reverse('cohort-builder')}?{exception.asked.query}")
