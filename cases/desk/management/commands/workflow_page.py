"""``manage.py workflow_page``: the course of a case as Markdown, generated."""

from django.conf import settings
from django.core.management.base import BaseCommand

from cases.review.diagram import workflow_text


class Command(BaseCommand):
    help = "Print the page of the course of a case, or write it to docs/workflow.md."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--write", action="store_true", help="write docs/workflow.md")

    def handle(self, **options):
        if options["write"]:
            (settings.BASE_DIR / "docs" / "workflow.md").write_text(workflow_text(), encoding="utf-8")
        else:
            self.stdout.write(workflow_text(), ending="")
