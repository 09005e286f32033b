"""`manage.py derive_cases`: bring the stored verdicts up to the cases and the definition."""

from django.core.management.base import BaseCommand, CommandError

from cases.episodes.derivation import AT_ONCE, derive_pending, every_case, rebuild
from cases.episodes.published import current_definition, named_definition
from cases.rules.definition import Definition


class Command(BaseCommand):
    help = "Derive the cases that changed since their verdicts; with --all, derive every case anew."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="Derive every case again, whatever its version.")
        parser.add_argument(
            "--definition", metavar="KEY@VERSION", help="A published version; the usual one if not given."
        )

    def handle(self, *args, **options):
        name = options["definition"]
        definition = named_definition(name) if name else current_definition()
        if definition is None:
            raise CommandError(f"No definition {name} is published. /definitions/ lists those that are.")
        derived = self.everything(definition) if options["all"] else self.what_is_pending(definition)
        self.stdout.write(f"Derived {derived} cases under {definition.key} {definition.version}.")

    def everything(self, definition: Definition) -> int:
        cases = every_case()
        return sum(rebuild(cases[at : at + AT_ONCE], definition) for at in range(0, len(cases), AT_ONCE))

    def what_is_pending(self, definition: Definition) -> int:
        derived, pending = 0, derive_pending(definition)
        while pending.left:
            derived, pending = derived + pending.derived, derive_pending(definition)
        return derived + pending.derived
