"""``manage.py quick_line_page``: the grammar of the quick line as Markdown, generated."""

from django.conf import settings
from django.core.management.base import BaseCommand

from cases.records.quick_line.manual import manual_text


class Command(BaseCommand):
    help = "Print the page of the quick line, or write it to docs/quick-line.md."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--write", action="store_true", help="write docs/quick-line.md")

    def handle(self, **options):
        if options["write"]:
            (settings.BASE_DIR / "docs" / "quick-line.md").write_text(manual_text(), encoding="utf-8")
        else:
            self.stdout.write(manual_text(), ending="")
