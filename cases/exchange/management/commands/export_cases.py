"""``manage.py export_cases``: full case JSON out of the registry, for the owning institutions."""

from django.core.management.base import BaseCommand, CommandError

from cases.exchange.exporting import full_documents, whole_file, write_array
from cases.rules.vocabulary import CaseStatus
from registry.institutions.models import Institution


class Command(BaseCommand):
    help = "Export whole cases as JSON (case/1). The file holds day zero and free text: keep it at the institution."

    def add_arguments(self, parser):
        parser.add_argument("--format", choices=["json"], default="json")
        parser.add_argument("--out", required=True, metavar="PATH", help="the file to write, or - for standard output")
        parser.add_argument("--institution", metavar="CODE", help="only the cases of this institution")
        parser.add_argument(
            "--status", action="append", choices=[one.value for one in CaseStatus], help="only cases of this status"
        )

    def handle(self, **options):
        documents = full_documents(
            institutions=_institutions(options["institution"]),
            statuses=options["status"] or (),
            page="export_cases",
        )
        try:
            with whole_file(options["out"]) as out:
                count = write_array(documents, out)
        except OSError as fault:
            raise CommandError(f"{options['out']} cannot be written: {fault.strerror}.") from fault
        if options["out"] != "-":
            self.stderr.write(f"{count} case{'' if count == 1 else 's'} written to {options['out']}.")


def _institutions(code: str | None):
    found = Institution.objects.filter(code=code) if code else Institution.objects.all()
    if code and not found:
        raise CommandError(f"There is no institution with the code {code}.")
    return found
