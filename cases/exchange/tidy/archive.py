"""One cohort as one zip: its tables, what they mean, what decided, how to read and to cite it, and checksums of all."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any

from cases.cohorts.members import Member, Selection
from cases.disclosure.cells import written
from cases.disclosure.singling_out import Alike, alike
from cases.exchange.dictionary import dictionary_text
from cases.exchange.tidy import codebook, members
from cases.exchange.tidy.methods import methods
from cases.exchange.tidy.tables import TABLES, rows_of

SCHEMA = "cohort-export/1"
NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can write: with it the same cohort gives the same bytes."""
READERS = ("read_cohort.R", "read_cohort.py")
README = """\
This is one cohort of the registry, as it may leave it.

methods.txt       the paragraph for your methods section
receipt.json      what was asked, of which state of the registry, and by which code
definition.json   the definition that decided, whole
tables/           one file for each kind of row; members.csv is the cohort itself
cases.json        the same records whole, as case/1
codebook.csv      what each column holds
values.csv        every code with its label
read_cohort.R     reads all tables in R
read_cohort.py    reads all tables in Python with pandas
manifest.json     every file with its size and checksum; SHA256SUMS has them for `sha256sum -c`

Days count from the first anti-HER2 dose (cases.csv says where they count from the diagnosis instead). There is no
calendar date, no name, no record number and no free text. A text that begins like a formula has an apostrophe before
it, which the readers take away.
"""


@dataclass(frozen=True)
class Archive:
    """The files of one export, by name. ``alike``: how many patients look like others; ``counts``: rows by table."""

    files: Mapping[str, bytes]
    alike: Alike
    counts: Mapping[str, int] = field(default_factory=dict)

    def zipped(self) -> bytes:
        """The files as one zip; the same files give the same bytes."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in sorted(self.files):
                archive.writestr(zipfile.ZipInfo(name, NO_TIME), self.files[name], zipfile.ZIP_DEFLATED)
        return out.getvalue()


def archive_of(
    selection: Selection, documents: Mapping[int, Mapping[str, Any]], receipt: Mapping[str, Any], source: str
) -> Archive:
    """The export of a cohort. ``documents``: each patient of it -> the case as others may see it.

    ``receipt``: what was asked and of which state of the registry; ``source``: the same in one sentence.
    """
    names = _case_names(selection)
    cases = {names[patient]: document for patient, document in documents.items()}
    found = how_alike(selection.members)
    more = (members.member_table(selection.members), members.RULE_TABLE)
    rows = _rows(selection, cases, names)
    columns = {table.name: table.names for table in (*more, *TABLES)}
    files = {f"tables/{name}.csv": _sheet(columns[name], some) for name, some in rows.items()}
    files["codebook.csv"] = _sheet(codebook.COLUMNS, codebook.codebook(more))
    files["values.csv"] = _sheet(codebook.VALUES, codebook.values())
    files["cases.json"] = _json(cases)
    files["definition.json"] = _json(selection.definition.document)
    files["receipt.json"] = _json(receipt)
    files["methods.txt"] = f"{methods(selection, source, alike=found)}\n".encode()
    files["README.txt"] = README.encode()
    files |= {name: _reader(name) for name in READERS}
    counts = {name: len(some) for name, some in rows.items()}
    return Archive(files | _sums(files, receipt, counts), found, counts)


KNOWN = ("age band", "institution", "drugs", "extent of skin disease")
"""An institution tells the country too."""


def how_alike(some: tuple[Member, ...]) -> Alike:
    """How many patients share what is easily known of them, by the facts of ``KNOWN``."""
    return alike(known_of(some))


def known_of(some: tuple[Member, ...]) -> list[tuple]:
    """What is easily known of each patient, in the order of ``KNOWN``."""
    known: dict[int, tuple] = {}
    for one in some:
        facts = one.facts
        drugs = tuple(facts.get("drug") or ())
        known.setdefault(one.patient, (facts.get("age_band"), one.institution, drugs, str(facts.get("extent"))))
    return list(known.values())


def written_at(moment: datetime) -> str:
    """An instant as receipts have it: UTC, whole seconds."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def dictionary_version() -> str:
    """Changes when a field, a code or its meaning does."""
    return hashlib.sha256(_dictionary().encode()).hexdigest()[:12]


@cache
def _dictionary() -> str:
    return dictionary_text()


def _case_names(selection: Selection) -> dict[int, str]:
    """Cases by the order in which their first member stands: a name that says nothing."""
    return {patient: f"c{place:05d}" for place, patient in enumerate(selection.by_patient, 1)}


def _rows(
    selection: Selection, cases: Mapping[str, Mapping[str, Any]], names: Mapping[int, str]
) -> dict[str, list[Mapping[str, Any]]]:
    """The rows of every table. ``cases``: by their names in this export."""
    rows: dict[str, list[Mapping[str, Any]]] = {table.name: [] for table in TABLES}
    for name, document in cases.items():
        for table, row in rows_of(document, name):
            rows[table].append(row)
    rows[members.MEMBERS] = list(members.member_rows(selection.members, names))
    rows[members.RULES] = list(members.rule_rows(selection.members))
    return rows


def _sheet(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    """A file with an empty cell for what a row lacks."""
    return written(columns, ([row.get(name) for name in columns] for row in rows)).encode()


def _reader(name: str) -> bytes:
    return (resources.files("cases.exchange") / "data" / "readers" / name).read_bytes()


def _sums(files: Mapping[str, bytes], receipt: Mapping[str, Any], counts: Mapping[str, int]) -> dict[str, bytes]:
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())}
    manifest = {
        "schema": SCHEMA,
        "data_dictionary": dictionary_version(),
        "receipt": receipt,
        "rows": counts,
        "files": {name: {"sha256": sums[name], "bytes": len(files[name])} for name in sums},
    }
    listed = "".join(f"{value}  {name}\n" for name, value in sums.items())
    return {"manifest.json": _json(manifest), "SHA256SUMS": listed.encode()}


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
