"""`manage.py migrate` as the owner role, which is the only one that may change tables."""

from django.conf import settings
from django.core.management.commands.migrate import Command as DjangoMigrate

from registry.refusal import Refusal


class Command(DjangoMigrate):
    help = "Bring the tables up to the migrations, as the owner role (DATABASE_OWNER_URL)."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.set_defaults(database="owner")

    def execute(self, *args, **options):
        if options["database"] not in settings.DATABASES:
            raise Refusal(
                "Migrations run as the owner role, and DATABASE_OWNER_URL is not set. Set it to the "
                "owner's address beside DATABASE_URL, or name a file that holds it in DATABASE_OWNER_URL_FILE."
            )
        return super().execute(*args, **options)
