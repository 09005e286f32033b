"""``manage.py cohort_query_page``: the language of cohorts as Markdown, generated."""

from django.conf import settings
from django.core.management.base import BaseCommand

from cases.cohorts.query.manual import manual_text


class Command(BaseCommand):
    help = "Print the page of questions about cohorts, or write it to docs/cohort-query.md."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--write", action="store_true", help="write docs/cohort-query.md")

    def handle(self, **options):
        if options["write"]:
            (settings.BASE_DIR / "docs" / "cohort-query.md").write_text(manual_text(), encoding="utf-8")
        else:
            self.stdout.write(manual_text(), ending="")
