"""A browser that asks for an address which only takes forms lands on a page, and other programs are told plainly."""

from django.urls import reverse

from registry.web.back_to_form import SAYS
from tests.doors import our_doors, signed_in, things_of

AS_A_BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
# each address is asked for by the first who may open it
PEOPLE = ("adam", "nora", "nils", "vera")


def test_a_browser_lands_where_the_form_is_sent_from(world):
    case, browser = world.north_draft, signed_in(world, "nora")
    for name, lands in (("case-reopen", "case-detail"), ("day-zero-remove", "day-zero")):
        address, page = (reverse(one, args=[case.pk]) for one in (name, lands))
        answer = browser.get(address, headers=AS_A_BROWSER, follow=True)
        assert [one for one, _ in answer.redirect_chain] == [page]
        assert SAYS in answer.text
        assert SAYS not in browser.get(page).text
    assert browser.get(address).status_code == 405
    assert browser.get(address, headers={"Accept": "application/json"}).status_code == 405
    assert signed_in(world, "sam").get(address, headers=AS_A_BROWSER).status_code == 404


def test_every_address_that_only_takes_forms_leads_to_a_page(world):
    things, wrong, led, asked = things_of(world), {}, set(), set()
    for name in PEOPLE:
        browser, scope = signed_in(world, name), world.scope(name)
        for door in our_doors():
            if door.name in asked or (door.guard is not None and not door.guard(scope)):
                continue
            asked.add(door.name)
            address, _ = next(door.addresses(things))
            if browser.get(address).status_code != 405:
                continue
            led.add(door.name)
            answer = browser.get(address, headers=AS_A_BROWSER, follow=True)
            if answer.status_code != 200 or answer.text.count(SAYS) != 1:
                wrong[f"{door.name}, {name}"] = (answer.status_code, answer.redirect_chain)
    assert wrong == {}
    assert {"case-submit", "sharing-level", "member-add", "definition-take", "choose-theme"} <= led
