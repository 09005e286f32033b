"""`manage.py derive_cases`: bring the stored verdicts up to the cases and the definition."""

from django.core.management.base import BaseCommand

from cases.episodes.derivation import AT_ONCE, current_definition, derive_pending, every_case, rebuild


class Command(BaseCommand):
    help = "Derive the cases that changed since their verdicts; with --all, derive every case anew."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="Derive every case again, whatever its version.")

    def handle(self, *args, **options):
        derived = self.everything() if options["all"] else self.what_is_pending()
        definition = current_definition()
        self.stdout.write(f"Derived {derived} cases under {definition.key} {definition.version}.")

    def everything(self) -> int:
        cases = every_case()
        return sum(rebuild(cases[start : start + AT_ONCE]) for start in range(0, len(cases), AT_ONCE))

    def what_is_pending(self) -> int:
        derived, pending = 0, derive_pending()
        while pending.left:
            derived, pending = derived + pending.derived, derive_pending()
        return derived + pending.derived
