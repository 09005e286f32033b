"""Settings. What differs between machines comes from the environment; a name with _FILE reads a file.

Without DATABASE_URL the embedded PostgreSQL of this checkout is used, for people and tests on their own
machine.
"""

import ipaddress
import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import environ

from registry.database.embedded import DATABASE, PORT, Cluster
from registry.database.roles import APP, OWNER
from registry.logs import LOGGING  # noqa: F401 - a setting that Django reads
from registry.paths import CHECKOUT, var
from registry.refusal import Refusal

BASE_DIR = CHECKOUT
VAR = var()
env = environ.FileAwareEnv()

DEBUG = False


def given(name: str) -> bool:
    return name in os.environ or f"{name}_FILE" in os.environ


def needed(name: str, what: str) -> str:
    if not given(name):
        raise Refusal(
            f"{name} is not set. The registry needs {what} in {name}, or a file that holds it in {name}_FILE."
        )
    return env.str(name)


# ---- where the data lies -----------------------------------------------------------------------------------

EMBEDDED = not given("DATABASE_URL")

CONNECTION = {
    "ENGINE": "django.db.backends.postgresql",
    "DISABLE_SERVER_SIDE_CURSORS": True,  # they do not survive a connection pooler in transaction mode
    "OPTIONS": {"connect_timeout": 10},
}


def embedded_database(role: str) -> dict:
    folder = Cluster(VAR / "postgres").address.folder
    name = env.str("REGISTRY_DATABASE", default=DATABASE)
    return CONNECTION | {"HOST": str(folder), "PORT": str(PORT), "NAME": name, "USER": role, "PASSWORD": ""}


def named_database(variable: str) -> dict:
    found = env.db_url(variable)
    return CONNECTION | found | {"OPTIONS": CONNECTION["OPTIONS"] | found.get("OPTIONS", {})}


# `default` is the application's role; `owner`, which migrates, is there only for those who hold its address.
if EMBEDDED:
    DATABASES = {"default": embedded_database(APP), "owner": embedded_database(OWNER)}
else:
    DATABASES = {"default": named_database("DATABASE_URL")}
    if given("DATABASE_OWNER_URL"):
        DATABASES["owner"] = named_database("DATABASE_OWNER_URL")

# Connections kept open per process of the web server; commands and the worker open their own.
if pool := env.int("DATABASE_POOL", default=0):
    DATABASES["default"]["OPTIONS"] = DATABASES["default"]["OPTIONS"] | {"pool": {"min_size": 1, "max_size": pool}}

# ---- who is served, and where ------------------------------------------------------------------------------

HOST = env.str("HOST", default="127.0.0.1")  # the address that the web server listens on
WEB_PORT = env.int("PORT", default=8000)
SITE_URL = env.str("SITE_URL", default=f"http://localhost:{WEB_PORT}").rstrip("/")
HTTPS = SITE_URL.startswith("https://")
SITE_HOST = urlsplit(SITE_URL).hostname or ""
LOOPBACK_NAMES = ["localhost", "127.0.0.1", "[::1]"]


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


# Demo accounts sign in with one click, so the demo never leaves this machine.
DEMO = env.bool("DEMO", default=False)
if DEMO and not EMBEDDED:
    raise Refusal(
        "DEMO is on, but DATABASE_URL names a real server. The demo runs on the embedded database only: "
        "unset one of the two."
    )
if DEMO and not (is_loopback(HOST) and is_loopback(SITE_HOST)):
    raise Refusal(
        f"DEMO is on, but the server would listen on {HOST} as {SITE_URL}. The demo is for this machine only."
    )
if not HTTPS and not is_loopback(SITE_HOST):
    raise Refusal(f"SITE_URL is {SITE_URL}. Patients' data travels encrypted only: it must begin with https://.")

ALLOWED_HOSTS = LOOPBACK_NAMES if is_loopback(SITE_HOST) else [SITE_HOST]
CSRF_TRUSTED_ORIGINS = [SITE_URL]


def kept_secret() -> str:
    """The embedded installation's own key, made once and readable by its owner only."""
    path = VAR / "secret-key"
    VAR.mkdir(parents=True, exist_ok=True)
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text()


SECRET_KEY = env.str("SECRET_KEY", default="") if given("SECRET_KEY") else ""
if not SECRET_KEY:
    SECRET_KEY = kept_secret() if EMBEDDED else needed("SECRET_KEY", "a secret key of 50 random characters or more")

SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])

# ---- what is installed -------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "registry.database",
    "registry.audit",
    "registry.institutions",
    "registry.web",
    "cases.records",
    "cases.photographs",
    "cases.review",
    "cases.episodes",
    "cases.cohorts",
    "cases.analysis",
    "cases.exchange",
    "cases.desk",
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "registry.database.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "registry.headers.PrivatePages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "registry.institutions.tokens.bearer.TokenMiddleware",
    "registry.happenings.LogHappenings",
    "registry.institutions.sessions.NoteSession",
    "registry.institutions.middleware.TenantMiddleware",
    "cases.records.identifying.speaking_for.SpeakFor",
    "registry.web.back_to_form.BackToTheForm",
    "cases.cohorts.leading_back.LeadBack",
]

ROOT_URLCONF = "registry.urls"
WSGI_APPLICATION = "registry.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "registry.web.context.shell",
                "registry.institutions.demo.demo_accounts",
                "registry.institutions.single_sign_on.offer.single_sign_on",
                "cases.desk.help.context.help_here",
            ],
        },
    }
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # finds our template of a long list
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# ---- accounts ----------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "institutions.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "registry.institutions.adapter.InvitedOnly"
# Actions that end what a person has opened beside their session; named, because the house knows no room of the subject
AT_SIGN_OUT = ["cases.photographs.actions.end_hand_offs"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_FORMS = {
    "login": "registry.institutions.account_forms.SignIn",
    "reset_password": "registry.institutions.account_forms.AskForLink",
    "reset_password_from_key": "registry.institutions.account_forms.PasswordByLink",
    "change_password": "registry.institutions.account_forms.ChangePassword",
    "set_password": "registry.institutions.account_forms.FirstPassword",
}

ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60  # seconds; as registry.institutions.proving.proof

# Tries are counted by registry.institutions.throttle: by allauth's own counts, anybody could lock anybody else out.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}
# Behind TLS there is a proxy; without its word for it, everybody would seem to come from one address.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=1 if HTTPS else 0)

# Every page outside the demonstration waits until a passkey or an app is set up.
SECOND_FACTOR_NEEDED = not DEMO
MFA_ADAPTER = "registry.institutions.second_factor.adapter.SecondFactor"
MFA_FORMS = {
    "activate_totp": "registry.institutions.second_factor.forms.SetUpApp",
    "authenticate": "registry.institutions.second_factor.forms.GiveCode",
    "add_webauthn": "registry.institutions.second_factor.forms.AddPasskey",
    "edit_webauthn": "registry.institutions.second_factor.forms.RenamePasskey",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Sanctuary"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses come from invitations; nobody gives one of their own
# A code counts once in its 30 s. A longer tolerance would outlive allauth's note that it was used.
MFA_TOTP_PERIOD, MFA_TOTP_TOLERANCE = 30, 0

# Single sign-on is there where a server is named (deploy/README.md).
OIDC_SERVER_URL = env.str("OIDC_SERVER_URL", default="")
OIDC_AT = urlsplit(OIDC_SERVER_URL)
OIDC_ID, OIDC_NAME = "institution", env.str("OIDC_NAME", default="Single sign-on of the institution")
OIDC_STRONG_ACR = env.list("OIDC_STRONG_ACR", default=[])
OIDC_CLIENT = {"provider_id": OIDC_ID, "name": OIDC_NAME, "settings": {"server_url": OIDC_SERVER_URL}}
if OIDC_SERVER_URL:
    if not OIDC_SERVER_URL.startswith("https://") and not is_loopback(urlsplit(OIDC_SERVER_URL).hostname or ""):
        raise Refusal(f"OIDC_SERVER_URL is {OIDC_SERVER_URL}. Who somebody is must be told encrypted: use https://.")
    OIDC_CLIENT["client_id"] = needed("OIDC_CLIENT_ID", "the registry's name at the single sign-on")
    OIDC_CLIENT["secret"] = needed("OIDC_CLIENT_SECRET", "the registry's secret at the single sign-on")
SOCIALACCOUNT_ADAPTER = "registry.institutions.single_sign_on.adapter.SingleSignOn"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [OIDC_CLIENT] if OIDC_SERVER_URL else []}
}

SENDS_MAIL = given("EMAIL_URL") and not EMBEDDED
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default=f"registry@{SITE_HOST}")
ACCOUNT_EMAIL_NOTIFICATIONS = SENDS_MAIL
if SENDS_MAIL:
    vars().update(env.email_url("EMAIL_URL"))

# ---- what processes of the web server count together -------------------------------------------------------

# In the database: a counter of each process by itself would let every process be tried again, and a code be used twice.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "registry_counter"}}

# ---- sessions, cookies, headers ----------------------------------------------------------------------------

# Cookies know no port: the name keeps two checkouts on one machine apart.
COOKIE_MARK = "__Host-registry" if HTTPS else f"registry-{WEB_PORT}"
SESSION_COOKIE_NAME = f"{COOKIE_MARK}-session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds: one long day
DEVICE_COOKIE_NAME = f"{COOKIE_MARK}-device"
CSRF_COOKIE_NAME = f"{COOKIE_MARK}-csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "registry.web.faults.expired"

SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = False
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # preloading binds a whole domain for years: its owner decides
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        # a form that begins single sign-on is led on to the other server
        "form-action": ["'self'", *([f"{OIDC_AT.scheme}://{OIDC_AT.netloc}"] if OIDC_SERVER_URL else [])],
        "frame-ancestors": ["'none'"],
    }
}

# ---- language, time, files ---------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR / "static")))
# every withdrawal, one a line, for a restore to apply again: keep it where no restore of the database reaches it
WITHDRAWALS = env.str("WITHDRAWALS_FILE_PATH", default=str(VAR / "withdrawals.jsonl"))

STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

FILE_UPLOAD_HANDLERS = ["registry.web.uploads.MemoryOnly"]

# ---- audit and tasks ---------------------------------------------------------------------------------------

PGHISTORY_APPEND_ONLY = True
PGHISTORY_ADMIN_CLASS = None
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"
