"""``manage.py recover_account``: the way back where there are not two administrators left."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from registry.institutions.models import User
from registry.institutions.recovering.actions import strip


class Command(BaseCommand):
    help = (
        "Let password, second factor, sessions and tokens of an account work no more. Then give it a new password "
        "with create_administrator, or let an administrator make a new link on the page of its institution."
    )

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, **options):
        user = User.objects.filter(email__iexact=options["email"]).first()
        if user is None:
            raise CommandError(f"There is no account {options['email']}.")
        if not options["yes"] and input(f"Empty the account of {user.name}, {user.email}? [y/N] ").lower() != "y":
            raise CommandError("Nothing was changed.")
        with transaction.atomic():
            strip(user)
        self.stdout.write(f"{user.email} has no password and no second factor any more, and is signed out everywhere.")
