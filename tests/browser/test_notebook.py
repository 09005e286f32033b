"""The notebook of docs/, run by a person who has just made the token for it."""

from base64 import b64decode
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from playwright.sync_api import Page, expect

from tests.browser.axe import in_both_colours
from tests.browser.test_cohort import sign_in

pytestmark = pytest.mark.browser

NOTEBOOK = Path(__file__).parents[2] / "docs" / "notebooks" / "cohort.ipynb"
FIGURE = "image/png"


@pytest.fixture
def secret(page: Page, served: str) -> str:
    """The secret of a new token of the researcher of the demonstration."""
    sign_in(page, served, "Rosa South")
    page.goto(f"{served}/account/tokens/")
    assert in_both_colours(page) == []
    page.get_by_label("What will use it?").fill("notebook")
    page.get_by_role("button", name="Make the token").click()
    expect(page.get_by_role("heading", name="Your new token")).to_be_visible()
    return page.locator(".note code").inner_text()


def test_the_notebook_draws_two_figures_from_a_cohort(served: str, secret: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("REGISTRY_URL", served)
    monkeypatch.setenv("REGISTRY_TOKEN", secret)
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(notebook, timeout=60).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert " | every skin event | " in str(outputs[0])
    figures = [b64decode(output.data[FIGURE]) for output in outputs if FIGURE in output.get("data", {})]
    assert [one[:4] for one in figures] == [b"\x89PNG"] * 2


def test_the_notebook_is_kept_without_what_it_found():
    """Its outputs could hold rows of patients."""
    cells = nbformat.read(NOTEBOOK, as_version=4).cells
    assert [cell.outputs for cell in cells if cell.cell_type == "code" and cell.outputs] == []
