"""``manage.py import_cases``: case JSON into the registry, all cases of a file or none."""

from django.core.management.base import BaseCommand

from cases.exchange.files import given_bytes
from cases.exchange.importing import Refused, import_documents
from cases.exchange.reading import NotACase, read_file

NO_CASE, REFUSED = 2, 1


class Command(BaseCommand):
    help = "Import case JSON (case/1): one case or an array of cases, all of them or none."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="a JSON file, or - for standard input")
        parser.add_argument("--institution", default="", metavar="CODE", help="put every case there instead")
        parser.add_argument("--update", action="store_true", help="replace cases whose content differs")

    def handle(self, **options):
        try:
            documents = read_file(given_bytes(options["file"]), for_import=True, institution=options["institution"])
            outcomes = import_documents(documents, update=options["update"], page="import_cases")
        except NotACase as fault:
            self._leave(NO_CASE, [f"{options['file']} is no case. {fault}"])
        except Refused as fault:
            self._leave(REFUSED, [*fault.reasons, "Nothing was imported."])
        else:
            for outcome in outcomes:
                self.stdout.write(str(outcome))

    def _leave(self, status: int, sentences: list[str]) -> None:
        for sentence in sentences:
            self.stderr.write(sentence)
        raise SystemExit(status)
