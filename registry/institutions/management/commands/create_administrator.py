"""``manage.py create_administrator``: the first real account of a registry."""

import getpass
import sys

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from registry.institutions import actions
from registry.institutions.models import Institution


class Command(BaseCommand):
    help = "Create an administrator. Asks for what is not given; the password is never an argument."

    def add_arguments(self, parser):
        parser.add_argument("--email")
        parser.add_argument("--name")
        parser.add_argument("--institution", help="code of the institution, such as UKM")
        parser.add_argument("--institution-name", help="its name, if it is new")
        parser.add_argument("--country", help="its country as two capital letters, if it is new")
        parser.add_argument("--staff", action="store_true", help="may also look at the tables under /admin/")
        parser.add_argument("--password-stdin", action="store_true", help="read the password from standard input")

    def handle(self, **options):
        email = options["email"] or self._ask("E-mail address")
        name = options["name"] or self._ask("Name")
        code = options["institution"] or self._ask("Code of the institution, such as UKM")
        try:
            institution = self._institution(code, options)
            password = self._password(options["password_stdin"])
            validate_password(password)
            named = {"email": email, "name": name, "password": password, "institution": institution}
            user = actions.create_administrator(**named, staff=options["staff"])
        except ValidationError as fault:
            raise CommandError(" ".join(fault.messages)) from fault
        self.stdout.write(f"{user.email} is an administrator. Sign in at /accounts/login/.")

    def _institution(self, code: str, options: dict) -> Institution:
        known = Institution.objects.filter(code=code).first()
        if known:
            return known
        institution = Institution(
            code=code,
            name=options["institution_name"] or self._ask("Name of the institution"),
            country=options["country"] or self._ask("Country, two capital letters"),
        )
        institution.full_clean()
        institution.save()
        return institution

    def _ask(self, what: str) -> str:
        if not sys.stdin.isatty():
            raise CommandError(f"{what} is missing. Give it as an option; see manage.py help create_administrator.")
        return input(f"{what}: ").strip()

    def _password(self, from_stdin: bool) -> str:
        if from_stdin:
            return sys.stdin.readline().rstrip("\n")
        if not sys.stdin.isatty():
            raise CommandError("There is no terminal to ask for the password. Use --password-stdin.")
        password = getpass.getpass("Password (12 characters or more): ")
        if password != getpass.getpass("The same again: "):
            raise CommandError("The two passwords differ. Nothing was created.")
        return password
