"""Single sign-on against a real OpenID Connect server over HTTP: whom it lets in, and whom it does not."""

import http.client
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse

from registry.institutions.models import Membership, User
from tests.doors import signed_in
from tests.factories.accounts import code_now
from tests.factories.identity_server import CLIENT, SECRET, IdentityServer, running
from tests.world import World

NORA = {"sub": "n-17", "email": "nora@north.example", "email_verified": True}
STRONG = {"amr": ["pwd", "mfa"]}
LOGIN = reverse("openid_connect_login", args=[configured.OIDC_ID])


@pytest.fixture
def server(settings) -> Iterator[IdentityServer]:
    with running() as one:
        client = {"client_id": CLIENT, "secret": SECRET, "settings": {"server_url": one.address}}
        settings.OIDC_SERVER_URL = one.address
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [configured.OIDC_CLIENT | client]}
        }
        one.person = NORA | STRONG
        yield one


def sent_back(address: str) -> str:
    """What the server answers a browser that is led to it: the way back."""
    at = urlsplit(address)
    link = http.client.HTTPConnection(at.hostname, at.port, timeout=5)
    link.request("GET", f"{at.path}?{at.query}")
    answer = link.getresponse()
    answer.read()
    link.close()
    return answer.headers["Location"]


def sign_on(client: Client, door: str = LOGIN):
    leads = client.post(door)
    assert leads.status_code == 302
    return client.get(sent_back(leads.url))


def is_in(client: Client) -> bool:
    return client.get(reverse("case-list")).status_code == 200


def test_the_button_is_there_where_a_server_is_named(world: World, settings):
    login = reverse("account_login")
    assert LOGIN not in Client().get(login).content.decode()
    assert Client().post(LOGIN).status_code == 404
    settings.OIDC_SERVER_URL = "https://sso.example"
    assert LOGIN in Client().get(login).content.decode()


def test_an_invited_person_comes_in_and_is_known_by_identity_afterwards(world: World, server: IdentityServer):
    client = Client()
    assert sign_on(client).url == reverse("my-work")
    assert is_in(client)
    kept = SocialAccount.objects.get(user=world.nora)
    assert (kept.uid, kept.extra_data) == ("n-17", {}), "the identity, and nothing else"
    server.person |= {"email": "nora.married@north.example"}
    assert is_in(again := Client()) is False
    assert sign_on(again).url == reverse("my-work")
    assert SocialAccount.objects.get(user=world.nora).extra_data == {}


@pytest.mark.parametrize(
    "told",
    [
        {"sub": "x-1", "email": "nobody@north.example"},
        {"email_verified": False},
        {"email": ""},
    ],
)
def test_nobody_else_comes_in_and_no_account_is_made(world: World, server: IdentityServer, told: dict):
    before = User.objects.count()
    server.person |= told
    client = Client()
    refused = sign_on(client)
    assert refused.status_code == 403
    assert "there is no account for you here" in refused.content.decode()
    assert not is_in(client)
    assert (User.objects.count(), SocialAccount.objects.count()) == (before, 0)


def test_a_disabled_account_is_refused_like_none(world: World, server: IdentityServer):
    for first in (True, False):
        if not first:
            assert sign_on(Client()).status_code == 302
        User.objects.filter(pk=world.nora.pk).update(is_active=False)
        assert "there is no account for you here" in sign_on(Client()).content.decode()
        User.objects.filter(pk=world.nora.pk).update(is_active=True)


def test_an_address_that_passes_to_somebody_else_opens_nothing(world: World, server: IdentityServer):
    assert sign_on(Client()).status_code == 302
    server.person |= {"sub": "n-99"}
    client = Client()
    assert sign_on(client).status_code == 403
    assert not is_in(client)


def test_without_a_second_factor_there_the_own_one_is_asked(world: World, server: IdentityServer):
    server.person |= {"amr": ["pwd"]}
    client = Client()
    assert sign_on(client).url == reverse("mfa_authenticate")
    assert not is_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code_now()})
    assert is_in(client)


def test_whoever_has_none_at_all_sets_one_up(world: World, server: IdentityServer, settings):
    Authenticator.objects.filter(user=world.nora).delete()
    assert is_in(strong := Client()) is False
    sign_on(strong)
    assert is_in(strong), "there was one at the single sign-on"
    server.person |= {"amr": ["pwd"]}
    sign_on(weak := Client())
    assert weak.get(reverse("case-list")).url == reverse("mfa_index")
    settings.OIDC_STRONG_ACR = ["https://refeds.org/profile/mfa"]
    server.person |= {"acr": "https://refeds.org/profile/mfa"}
    sign_on(by_acr := Client())
    assert is_in(by_acr)


@pytest.mark.parametrize("says", [{"aud": "another"}, {"iss": "https://elsewhere.example"}, {"exp": 1}])
def test_a_token_for_somebody_else_from_elsewhere_or_of_yesterday_is_none(world: World, server, says: dict):
    server.says = says
    client = Client()
    assert sign_on(client).status_code == 403
    assert not is_in(client)


def test_an_answer_that_this_browser_did_not_ask_for_is_none(world: World, server: IdentityServer):
    """Cross-site request forgery, a code used twice, a code of another browser."""
    asked = Client()
    back = sent_back(asked.post(LOGIN).url)
    other = Client()
    assert "did not say who you are" in other.get(back).content.decode()
    assert asked.get(back).status_code == 302
    assert is_in(asked)
    replayed = Client()
    state = sent_back(replayed.post(LOGIN).url).rpartition("state=")[2]
    code = back.partition("code=")[2].partition("&")[0]
    callback = reverse("openid_connect_callback", args=[configured.OIDC_ID])
    assert replayed.get(callback, {"code": code, "state": state}).status_code == 403
    assert not is_in(replayed)
    assert not is_in(other)


def test_nobody_ties_another_identity_to_the_own_account(world: World, server: IdentityServer):
    client = signed_in(world, "sam")
    refused = sign_on(client, f"{LOGIN}?process=connect")
    assert refused.status_code == 403
    assert not SocialAccount.objects.exists()


def test_proof_again_by_single_sign_on_lets_one_form_through(world: World, server: IdentityServer, settings):
    """Nora came by single sign-on, a while ago. She has no password and no other way to prove who she is."""
    settings.SECOND_FACTOR_NEEDED = True
    Authenticator.objects.filter(user=world.nora).delete()
    Membership.objects.filter(user=world.nora).update(role="lead")
    client, typed = Client(), {"email": "new@north.example", "name": "New", "role": "clinician"}
    sign_on(client)
    session = client.session
    session["account_authentication_methods"] = [one | {"at": 0} for one in session["account_authentication_methods"]]
    session.save()
    address = reverse("member-add", args=["NORTH"])
    asking = client.post(address, typed)
    assert asking.status_code == 403
    door = asking.context["sign_on_again"]
    assert "prompt%3Dlogin" in door
    assert 'value="new@north.example"' in asking.content.decode()

    server.says = {"auth_time": 1}
    assert "did not ask you who you are" in sign_on(client, door).content.decode()
    server.says = {}
    server.person |= {"sub": "s-1", "email": world.sam.email}
    assert "Sign in as the person who is signed in here" in sign_on(client, door).content.decode()
    assert client.post(address, typed).status_code == 403

    server.person = NORA | STRONG
    assert sign_on(client, door).url.startswith(reverse("proved"))
    assert server.asked[-1]["prompt"] == "login"
    assert client.post(address, typed).status_code == 302
    assert Membership.objects.filter(user__email="new@north.example").exists()
