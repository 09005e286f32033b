"""``manage.py reapply_withdrawals``: after a restore, take out again what was withdrawn or erased since the backup."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cases.records.withdrawal.stones import lines_of, reapply, stones_of
from registry.institutions.models import Institution
from registry.institutions.scoping import acting, system_scope

PAGE = "reapply_withdrawals"


class Command(BaseCommand):
    help = (
        "Withdraw and erase again every case that was withdrawn or erased, after an older backup was restored. Doing it"
        " twice changes nothing."
    )

    def add_arguments(self, parser):
        source = parser.add_mutually_exclusive_group(required=True)
        source.add_argument(
            "file", nargs="?", metavar="FILE", help=f"the list of withdrawals, such as {settings.WITHDRAWALS}"
        )
        source.add_argument(
            "--from-tombstones",
            action="store_true",
            help="the tombstones that the database holds, for rows restored alone",
        )

    def handle(self, **options):
        try:
            lines = self._of_the_database() if options["from_tombstones"] else list(lines_of(Path(options["file"])))
            changed, total = reapply(lines, page=PAGE)
        except (OSError, ValueError) as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(f"Withdrawn cases in the list: {total}. Come back, and gone again now: {changed}.")

    def _of_the_database(self) -> list[dict]:
        lines = []
        for institution in Institution.objects.order_by("code"):
            with acting(system_scope(institution), page=PAGE):
                lines += stones_of(institution)
        return lines
