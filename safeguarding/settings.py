"""The tracker's settings: one file, everything that differs between places read from the environment.

A git-ignored `.env` beside `manage.py` may hold the environment, or the file that ENV_FILE names, one for each force where
several share this code; `.env.example` lists every name.
Left alone the tracker is closed: no DEBUG, every page behind the sign-in, HTTPS only.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from safeguarding.lib import error_reports, traces
from safeguarding.lib.database.databases import databases
from safeguarding.lib.uploads import upload_storage

ROOT = Path(__file__).resolve().parent.parent
ENV_FILE = Path(os.environ.get("ENV_FILE", ROOT / ".env"))
KEPT = ENV_FILE.parent / "var"  # whatever the tracker writes when nothing else is said; git-ignored
KEPT.mkdir(exist_ok=True)

env = environ.Env()
env.read_env(ENV_FILE)

# --- Which tracker is this? -------------------------------------------------------------------

DEMONSTRATION = env.bool("DEMONSTRATION", default=False)
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"] if DEMONSTRATION else [])

if not DEMONSTRATION:
    if DEBUG:
        raise ImproperlyConfigured(
            "DEBUG shows secrets to visitors: set DEBUG=off (it may be on only with DEMONSTRATION=on)."
        )
    if SECRET_KEY.startswith("demonstration-") or len(SECRET_KEY) < 50:
        raise ImproperlyConfigured("Set SECRET_KEY to a random text of 50 characters or more; not the demonstration’s.")
    if not ALLOWED_HOSTS:
        raise ImproperlyConfigured("Set ALLOWED_HOSTS to the names this tracker answers to, separated by commas.")

FORCE_NAME = env.str("FORCE_NAME", default="Anyshire Police")

# --- Applications -----------------------------------------------------------------------------

INSTALLED_APPS = [
    # Ours come before django.forms, which would otherwise win with its own widget templates.
    "recommendations",
    "inspections",
    "safeguarding",
    "django.forms",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_filters",
    "simple_history",
    "csp",
    # Second steps, and signing in by the force's directory.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "safeguarding.request_log.referenced",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "safeguarding.middleware.unshared",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "safeguarding.language.InChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "safeguarding.middleware.Moment",
    "safeguarding.accesses.logged",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "safeguarding.middleware.SignInFirst",
    "safeguarding.second_step.SecondStepFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "safeguarding.middleware.idle",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "safeguarding.middleware.readable",
    "safeguarding.middleware.OnceMore",
    "safeguarding.middleware.ReadFromReplica",
]

ROOT_URLCONF = "safeguarding.urls"
WSGI_APPLICATION = "safeguarding.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "safeguarding.lib.pages.govuk.GovukRenderer"
SIMPLE_HISTORY_REVERT_DISABLED = True  # history is read, never put back

TEMPLATES_FROM = ["safeguarding.lib.pages.templates.Loader", "django.template.loaders.app_directories.Loader"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "OPTIONS": {
            "loaders": [("safeguarding.lib.languages.Loader", TEMPLATES_FROM)],
            "builtins": ["safeguarding.templatetags.translated"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "safeguarding.context.page",
            ],
        },
    },
]

# --- People -----------------------------------------------------------------------------------

AUTH_USER_MODEL = "safeguarding.User"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "safeguarding.lib.guessing.HardToGuess"},
]

# Who decides, sees what is marked or lets others in (roles.TWO_STEPS) signs in by two steps; the invented cast by one click.
SECOND_STEP = not DEMONSTRATION
ACCOUNT_ADAPTER = "safeguarding.second_step.Accounts"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False  # lockout.py counts every try
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60  # seconds
MFA_ADAPTER = "safeguarding.second_step.Devices"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # none is asked for: administrators let people in
MFA_TOTP_ISSUER = f"Safeguarding tracker, {FORCE_NAME}"
MFA_TOTP_TOLERANCE = 1  # half a minute, for a phone whose clock is off

# A force's directory, by OpenID Connect; none where OIDC_SERVER is empty.
OIDC_SERVER = env.str("OIDC_SERVER", default="").rstrip("/")
OIDC_NAME = env.str("OIDC_NAME", default="your force account")
OIDC_NAME_CLAIM = env.str("OIDC_NAME_CLAIM", default="preferred_username")
OIDC_GROUPS_CLAIM = env.str("OIDC_GROUPS_CLAIM", default="groups")
OIDC_GROUPS = env.dict("OIDC_GROUPS", default={})
OIDC_SECOND_STEP = env.bool("OIDC_SECOND_STEP", default=False)
LOCAL_ACCOUNTS = env.bool("LOCAL_ACCOUNTS", default=True)
if not (LOCAL_ACCOUNTS or OIDC_SERVER):
    raise ImproperlyConfigured("Nobody could sign in: set LOCAL_ACCOUNTS=on, or OIDC_SERVER to the force’s directory.")
SOCIALACCOUNT_ADAPTER = "safeguarding.directory.DirectoryPeople"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "directory",
                "name": OIDC_NAME,
                "client_id": env.str("OIDC_CLIENT_ID", default=""),
                "secret": env.str("OIDC_CLIENT_SECRET", default=""),
                "settings": {"server_url": OIDC_SERVER},
            }
        ],
    }
}

# --- Where things are kept --------------------------------------------------------------------

DATABASES = databases(env, KEPT)
DATABASE = DATABASES["default"]
DATABASE_ROUTERS = ["safeguarding.replica.Router"]

# Uploaded files. Never served by address: a view asks first who may see them.
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(KEPT / "uploads"))

CACHES = {
    # Shared by all workers: that a code of a second step was used. Nothing is read back from it: Django would run what SQL put there.
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "safeguarding_cache"},
    # A worker's own: plans that were read.
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # How far a change is that nobody sees before it is done; beside the database, of which a change holds what it wrote.
    "counts": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": Path(MEDIA_ROOT).parent / "counts",
    },
}

# The socket of ClamAV's daemon, which then looks through every file of evidence: a path, or host:port.
CLAMAV = env.str("CLAMAV", default="")
# The ledger's private key, and the seals that were made with it; docs/ledger.md says where they belong.
LEDGER_KEY = env.path("LEDGER_KEY", default=str(KEPT / "ledger.key"))
LEDGER_SEALS = env.path("LEDGER_SEALS", default=str(KEPT / "seals.txt"))
TIMESTAMP_AUTHORITY = env.str("TIMESTAMP_AUTHORITY", default="")
TIMESTAMP_ROOTS = env.str("TIMESTAMP_ROOTS", default="")
DATA_UPLOAD_MAX_MEMORY_SIZE = 12_000_000  # bytes of a form, files not counted: a pasted report has 2 million letters
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # a reading of a thousand drafts, a plan of many tables
DATA_UPLOAD_MAX_NUMBER_FILES = 20

STATIC_URL = "/static/"
STATIC_ROOT = env.path(
    "STATIC_ROOT", default=str(ROOT / "var" / "static")
)  # the code's, whichever force's tracker it is
STORAGES = {
    "default": upload_storage.storage(env),
    "staticfiles": {"BACKEND": "safeguarding.lib.pages.static.StaticStorage"},
}

# --- Time and tongue --------------------------------------------------------------------------

TIME_ZONE = "Europe/London"
USE_TZ = True
LANGUAGE_CODE = "en-gb"
USE_I18N = True
# Words become Welsh where a page is drawn (safeguarding/locale/catalogue.py); what is recorded stays English, as papers and files do.
WELSH = env.bool("WELSH", default=DEMONSTRATION)
LANGUAGES = [("en-gb", "English"), *([("cy", "Cymraeg")] if WELSH else [])]
LANGUAGE_COOKIE_AGE = 31_536_000  # seconds: a year
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

# Warnings and errors, these with their tracebacks, go to standard error, where the service's own log picks them up. They name
# addresses without what was asked there, and so nothing that was typed. As JSON, they come with a line of every request.
LOG_AS_JSON = env.bool("LOG_AS_JSON", default=False)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"one_line": {"()": "safeguarding.lib.logs.OneLine"}},
    "formatters": {"words": {"()": "safeguarding.lib.logs.Words"}, "json": {"()": "safeguarding.lib.logs.AsJson"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "json" if LOG_AS_JSON else "words"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Not Django's default, which writes e-mail to administrators.
    "loggers": {
        "django": {},
        "django.request": {"filters": ["one_line"]},
        "safeguarding.request_log": {"level": "INFO" if LOG_AS_JSON else "WARNING"},
    },
}

# A Sentry server of the force's, which is told of faults; none where it is empty.
if SENTRY_DSN := env.str("SENTRY_DSN", default=""):
    error_reports.tell(SENTRY_DSN)
# An OpenTelemetry collector of the force's, which is told of requests.
if env.str("OTEL_EXPORTER_OTLP_ENDPOINT", default=""):
    traces.tell()

# --- Mail -------------------------------------------------------------------------------------

# smtp+tls://name:password@host:587; without one, mails are written and kept, and none is sent.
EMAIL_URL = env.str("EMAIL_URL", default="")
SENDS_MAIL = bool(EMAIL_URL)
vars().update(env.email_url_config(EMAIL_URL or "dummymail://"))
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="Safeguarding tracker <tracker@localhost>")
# Where the tracker is reached: what a link in a mail begins with.
SITE_URL = env.str(
    "SITE_URL", default="http://127.0.0.1:8000" if DEMONSTRATION else f"https://{ALLOWED_HOSTS[0]}"
).rstrip("/")

# --- Security of requests ---------------------------------------------------------------------

# Everything a page needs comes from the tracker itself; nothing inline, no frames.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    },
}
if OIDC_SERVER:  # where the sign-in's form leads on to
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"].append("{0.scheme}://{0.netloc}".format(urlsplit(OIDC_SERVER)))
X_FRAME_OPTIONS = "DENY"

# Behind a proxy that ends TLS, gunicorn believes its X-Forwarded-Proto when FORWARDED_ALLOW_IPS names it.
HTTPS = env.bool("HTTPS", default=not DEMONSTRATION)
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000) if HTTPS else 0  # a year
SECURE_REDIRECT_EXEMPT = [r"^healthz/$", r"^readyz/$"]
SESSION_COOKIE_AGE = env.int("SESSION_HOURS", default=12) * 3600  # seconds
IDLE_MINUTES = env.int("IDLE_MINUTES", default=30)
# What was recorded ahead of a clock that is right now: else nothing is recorded until the clock gets there (safeguarding/clock.py).
CLOCK_RAN_AHEAD = env.bool("CLOCK_RAN_AHEAD", default=False)
# How many proxies of ours a request passes, each of which adds to X-Forwarded-For: tries to sign in are counted by address.
PROXIES = env.int("PROXIES", default=0)
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "safeguarding.brought.out_of_date"
