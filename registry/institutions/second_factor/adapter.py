"""How allauth keeps and shows the second factor here; named in ``MFA_ADAPTER``."""

import base64
import hashlib

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

WORDS = {
    "incorrect_code": "This code or passkey is not accepted. A code counts once: wait for the next one.",
    "cannot_generate_recovery_codes": "Set up a passkey or an app first: recovery codes stand in for them.",
}


class SecondFactor(DefaultMFAAdapter):
    """Secrets are encrypted with a key made of ``SECRET_KEY``, which is not in the database."""

    error_messages = DefaultMFAAdapter.error_messages | WORDS

    def encrypt(self, text: str) -> str:
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _fernet().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """The QR code of a secret, as SVG."""
        return segno.make(url, micro=False, error="m").svg_inline(
            omitsize=True, light="#fff", border=4, svgclass="qr", lineclass=None
        )

    def generate_authenticator_name(self, user, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's name
        count = Authenticator.objects.filter(user=user, type=type).count()
        return "My passkey" if count == 0 else f"My passkey {count + 1}"

    def _get_site_name(self) -> str:
        return settings.MFA_TOTP_ISSUER


def _fernet() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key_of(one)) for one in keys])


def _key_of(secret: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(b"second factor\0" + secret.encode()).digest())
