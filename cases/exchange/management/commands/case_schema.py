"""``manage.py case_schema``: the JSON Schema of case JSON, generated."""

from django.conf import settings
from django.core.management.base import BaseCommand

from cases.exchange.schema import schema_text


class Command(BaseCommand):
    help = "Print the JSON Schema of case/1, or write it to docs/case.schema.json."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--write", action="store_true", help="write docs/case.schema.json")

    def handle(self, **options):
        if options["write"]:
            (settings.BASE_DIR / "docs" / "case.schema.json").write_text(schema_text(), encoding="utf-8")
        else:
            self.stdout.write(schema_text(), ending="")
