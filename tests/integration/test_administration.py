"""The front page of administration, and its lists."""

import re

from django.urls import reverse

from registry.institutions.models import Project, User


def words(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_the_front_page_leads_to_each_task_and_says_what_waits(world, signed_in):
    browser = signed_in("adam")
    page = browser.get(reverse("administration"))
    assert "Projects 1 in force Nothing waits" in words(page)
    for one in re.findall(r'<h3><a href="([^"]+)"', page.content.decode()):
        assert browser.get(one).status_code == 200, one
    Project.objects.update(approved=False)
    assert "Projects 0 in force 1 waiting" in words(browser.get(reverse("administration")))


def test_people_are_searched_and_paged(world, signed_in):
    for number in range(30):
        User.objects.create_user(f"p{number}@north.example", name=f"Person {number:02}")
    browser = signed_in("adam")
    first = words(browser.get(reverse("account-list")))
    assert "1 to 25 of" in first
    assert "Person 29" not in first
    found = words(browser.get(reverse("account-list"), {"q": "person 29"}))
    assert "Person 29" in found
    assert "Person 28" not in found
    assert "Nora" in words(browser.get(reverse("account-list"), {"q": "north"})), "By the institution."
    assert "Nothing found" in words(browser.get(reverse("account-list"), {"q": "nobody\0 at all"}))


def test_institutions_are_searched(world, signed_in):
    page = words(signed_in("adam").get(reverse("institution-list"), {"q": "south"}))
    assert "South Clinic" in page
    assert "North Hospital" not in page
