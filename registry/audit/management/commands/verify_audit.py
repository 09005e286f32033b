"""``manage.py verify_audit``: whether the trail is what was written, and the head of its chain to keep elsewhere."""

from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from registry.audit.sealing import Head
from registry.audit.verifying import Found, head_of_chain, verify

NAMED = 20
NO_OWNER = (
    "Verifying reads the trail of every institution, which only the owner's role may: give its address in"
    " DATABASE_OWNER_URL (docs/audit.md)."
)


class Command(BaseCommand):
    help = "Verify the audit trail against its hash chain; exit status 1 names the first row that is not as written."

    def add_arguments(self, parser):
        parser.add_argument(
            "--head", action="store_true", help="only print the head of the chain, to keep it elsewhere"
        )
        parser.add_argument("--since", metavar="HEAD", help="a head printed before, which the chain must still hold")
        parser.add_argument("--all", action="store_true", help="name every fault, not the first alone")

    def handle(self, **options):
        if "owner" not in connections:
            raise CommandError(NO_OWNER)
        if options["head"]:
            self.stdout.write(str(head_of_chain(using="owner")))
            return
        found = verify(using="owner", since=_since(options["since"]))
        self._tell(found)
        if found.faults:
            more = len(found.faults) - 1
            beside = f" {more} more fault{'s follow' if more > 1 else ' follows'} (--all names them)." if more else ""
            named = [one.sentence for one in found.faults] if options["all"] else [found.faults[0].sentence + beside]
            raise CommandError("\n".join(named))
        self.stdout.write(f"The chain holds. Head: {found.head}")

    def _tell(self, found: Found) -> None:
        self.stdout.write(f"{found.head.no} links over {found.tables} tables.")
        if found.waiting:
            since = f"{found.waiting_since:%d %b %Y %H:%M:%S} UTC"
            self.stdout.write(f"{found.waiting} entries wait to be linked, the oldest of {since}.")
        for one in found.erased[:NAMED]:
            self.stdout.write(
                f"Erased on {one.at:%d %b %Y %H:%M:%S} UTC: {one.rows} rows of {one.relation} ({one.reason})."
            )
        if len(found.erased) > NAMED:
            self.stdout.write(f"… and {len(found.erased) - NAMED} more erasures.")


def _since(text: str | None) -> Head | None:
    try:
        return Head.read(text) if text else None
    except ValueError as fault:
        raise CommandError(str(fault)) from fault
