"""``manage.py data_dictionary``: every field and value set as Markdown, generated."""

from django.conf import settings
from django.core.management.base import BaseCommand

from cases.exchange.dictionary import dictionary_text


class Command(BaseCommand):
    help = "Print the data dictionary, or write it to docs/data-dictionary.md."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--write", action="store_true", help="write docs/data-dictionary.md")

    def handle(self, **options):
        if options["write"]:
            (settings.BASE_DIR / "docs" / "data-dictionary.md").write_text(dictionary_text(), encoding="utf-8")
        else:
            self.stdout.write(dictionary_text(), ending="")
