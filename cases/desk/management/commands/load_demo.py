"""``manage.py load_demo``: the demonstration's institutions, accounts and cases."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cases.desk.demo import load_crowd, load_demo, sign_ins


class Command(BaseCommand):
    help = "Load the demonstration and print its accounts. What is there already stays as it is."

    def add_arguments(self, parser):
        parser.add_argument("--show", action="store_true", help="print the accounts only, load nothing")
        parser.add_argument(
            "--patients", type=int, default=0, metavar="N", help="add N invented patients at four invented hospitals"
        )

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError("This is not a demonstration: DEMO is off. Nothing was loaded.")
        if not options["show"]:
            load_demo()
        if options["patients"] > 0:
            self.stderr.write(f"{load_crowd(options['patients'])} invented patients are there.")
        for line in sign_ins():
            self.stdout.write(line)
