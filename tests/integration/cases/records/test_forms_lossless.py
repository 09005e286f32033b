"""Opening any record of the published cases and saving it as it stands changes nothing: forms lose no fact."""

import json
from pathlib import Path

from django.http import QueryDict

from cases.exchange.importing import import_documents
from cases.exchange.reading import read_file
from cases.records.document import document_of
from cases.records.forms import Entry, RecordForm
from cases.records.kinds import KINDS
from cases.records.models import Case
from tests.factories import open_again
from tests.integration.cases.records.typing import standing

PUBLISHED = Path(__file__).parents[4] / "cases/exchange/data/published-cases.json"


def published_drafts(world):
    documents = read_file(PUBLISHED.read_bytes(), for_import=True, institution="NORTH")
    import_documents(documents, update=False, page="test")
    by = world.enter("nora")
    for case in Case.objects.filter(local_code__startswith="PUB-"):
        open_again(case, by=by)
        yield Case.objects.get(pk=case.pk), by


def test_saving_every_form_as_it_stands_changes_nothing(world):
    seen = 0
    for case, by in published_drafts(world):
        before = document_of(case)
        for kind in KINDS:
            for row in kind.model.objects.filter(case=case):
                data = QueryDict(mutable=True)
                for name, values in standing(RecordForm(kind=kind, row=row, entry=Entry.of(case))).items():
                    data.setlist(name, values)
                form = RecordForm(kind=kind, row=kind.model.objects.get(pk=row.pk), entry=Entry.of(case), data=data)
                assert form.saved(by=by), (case.local_code, str(row), [one.message for one in form.errors])
                seen += 1
        assert json.dumps(document_of(case), indent=1) == json.dumps(before, indent=1)
    assert seen > 40
