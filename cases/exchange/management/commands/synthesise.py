"""``manage.py synthesise``: invented patients with known answers, as case JSON or straight into the registry."""

import argparse
from contextlib import ExitStack
from typing import TextIO

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cases.exchange.exporting import whole_file
from cases.exchange.importing import Refused
from cases.exchange.synthesis.files import answering, write_cases
from cases.exchange.synthesis.loading import create_institutions, load_cases
from cases.exchange.synthesis.patients import synthesise
from cases.exchange.synthesis.people import institution_codes

PAGE = "synthesise"
MOST_INSTITUTIONS = 2000


class Command(BaseCommand):
    help = (
        "Invent patients (local codes SYN-…), the same ones for the same arguments. They are written as case JSON, or"
        " loaded with --load. docs/synthetic-registry.md says what they are drawn from."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--patients", type=_from(1), required=True, metavar="N")
        parser.add_argument("--institutions", type=_from(1, MOST_INSTITUTIONS), default=3, metavar="K")
        parser.add_argument("--seed", type=int, default=1, metavar="S")
        where = parser.add_mutually_exclusive_group()
        where.add_argument("--out", default="-", metavar="PATH", help="the file to write; - is standard output")
        where.add_argument("--load", action="store_true", help="load the cases into the registry instead")
        parser.add_argument("--answers", metavar="PATH", help="write the known answers there, one JSON object a line")
        parser.add_argument(
            "--really", action="store_true", help="load even where the database is not the embedded one"
        )

    def handle(self, **options):
        if options["load"] and not settings.EMBEDDED and not options["really"]:
            raise CommandError(
                "This registry runs on a database of its own (DATABASE_URL), where real cases may lie. Nothing was"
                " loaded. To load invented ones all the same, say --really."
            )
        if options["answers"] == "-" and options["out"] == "-" and not options["load"]:
            raise CommandError("Cases and answers cannot both go to standard output; name a file for one of them.")
        invented = synthesise(patients=options["patients"], institutions=options["institutions"], seed=options["seed"])
        with ExitStack() as files:
            answers = _opened(files, options["answers"]) if options["answers"] else None
            documents = answering(invented, answers)
            if options["load"]:
                self._load(documents, options)
            else:
                self._write(documents, _opened(files, options["out"]), options["out"])

    def _write(self, documents, out, path: str) -> None:
        count = write_cases(documents, out)
        if path != "-":
            self.stderr.write(f"{_cases(count)} written to {path}.")

    def _load(self, documents, options) -> None:
        made = create_institutions(institution_codes(options["institutions"]), page=PAGE)
        self.stderr.write(f"{made} institution{'' if made == 1 else 's'} created.")
        done, so_far = 0, {}
        try:
            for so_far in load_cases(documents, page=PAGE):
                if sum(so_far.values()) // 1000 > done // 1000:
                    self.stderr.write(f"{_cases(sum(so_far.values()))} of {options['patients']} …")
                done = sum(so_far.values())
        except Refused as fault:
            raise CommandError(
                f"{fault} {_cases(done)} before it stand. Other arguments made the cases that are there: use the same"
                " ones, or a registry without them."
            ) from fault
        told = ", ".join(f"{count} {what}" for what, count in sorted(so_far.items()))
        self.stderr.write(f"{_cases(done)}: {told}.")


def _opened(files: ExitStack, path: str) -> TextIO:
    try:
        return files.enter_context(whole_file(path))
    except OSError as fault:
        raise CommandError(f"{path} cannot be written: {fault.strerror}.") from fault


def _cases(count: int) -> str:
    return f"{count} case{'' if count == 1 else 's'}"


def _from(least: int, most: int | None = None):
    """An argument type: a whole number in a range."""

    def number(text: str) -> int:
        if not text.isdigit() or int(text) < least or (most is not None and int(text) > most):
            span = f"from {least} to {most}" if most is not None else f"from {least}"
            raise argparse.ArgumentTypeError(f"give a whole number {span}")
        return int(text)

    return number
