"""``manage.py classify``: the verdict of the definition on cases in a file. No database, nothing stored."""

import json

from django.core.management.base import BaseCommand, CommandError

from cases.exchange.files import given_bytes
from cases.exchange.reading import NotACase, each_case, read_json
from cases.rules.definition import Definition, DefinitionError, load_definition
from cases.rules.discordance import classify_document

NO_CASE = 2


class Command(BaseCommand):
    help = "Classify the skin events of case JSON (case/1): one JSON object per case on a line. Stores nothing."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="a JSON file, or - for standard input")
        parser.add_argument("--definition", default="dcp", metavar="KEY[@VERSION]")
        parser.add_argument(
            "--set",
            action="append",
            default=[],
            dest="constants",
            metavar="NAME=VALUE",
            help="override a constant, such as T_AB=35 or TIGHT=-42,28",
        )

    def handle(self, **options):
        definition = _definition(options["definition"], options["constants"])
        try:
            cases = list(each_case(read_json(given_bytes(options["file"]))))
        except NotACase as fault:
            self.stderr.write(str(fault))
            raise SystemExit(NO_CASE) from fault
        for document in cases:
            self.stdout.write(json.dumps(classify_document(document, definition), ensure_ascii=False))


def _definition(name: str, constants: list[str]) -> Definition:
    overrides = {}
    for one in constants:
        key, sign, value = one.partition("=")
        if not sign or not key.strip() or not value.strip():
            raise CommandError(f"--set takes NAME=VALUE, such as T_AB=35, not {one!r}.", returncode=2)
        overrides[key.strip()] = value.strip()
    try:
        return load_definition(name).with_overrides(overrides)
    except DefinitionError as fault:
        raise CommandError(str(fault), returncode=2) from fault
