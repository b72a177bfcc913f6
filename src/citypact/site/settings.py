"""Django's settings: safe as they stand, with nothing to switch off before others may read.

There is no debug mode. What differs between sites comes from the environment, see
:mod:`citypact.site.environment`. Importing this module reads, and writes nothing.
"""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from citypact.site import accounts, database, mail, secret_key
from citypact.site.environment import Environment
from citypact.site.static_files import root_of

_environment = Environment.read()
_here = Path(__file__).parent

DEBUG = False
SECRET_KEY = _environment.secret_key or secret_key.read(_environment.workspace)
ALLOWED_HOSTS = list(_environment.hosts)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_tasks_db",
    "citypact.apps.api",
    "citypact.apps.conduct",
    "citypact.apps.contracts",
    "citypact.apps.cycle",
    "citypact.apps.drafting",
    "citypact.apps.local",
    "citypact.apps.parties",
    "citypact.apps.signing",
    "citypact.apps.workspace",
]
ROOT_URLCONF = "citypact.site.urls"
WSGI_APPLICATION = "citypact.site.wsgi.application"
# The order matters: headers are set on everything, also on what a later layer answers itself.
MIDDLEWARE = [
    "citypact.site.security.SecurityHeaders",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "citypact.apps.parties.middleware.ActorOfRequest",
    "citypact.site.refusals.RefusalsAsPages",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_here / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "citypact.site.languages.links",
            ],
            "libraries": {"ranges": "citypact.site.ranges"},
        },
    }
]

DATABASES = {"default": database.settings_of(_environment.database)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Swedish at /, English at /en/. The texts in code and templates are English.
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Swedish")), ("en", _("English"))]
LOCALE_PATHS = [_here / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"
APPEND_SLASH = True

STATIC_URL = "/static/"
STATIC_ROOT = root_of(_environment.workspace)
STATICFILES_DIRS = [_here / "static"]
STORAGES = {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _environment.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
X_FRAME_OPTIONS = "DENY"
# Only signing in sets cookies. Browsers take a secure one from loopback without TLS as well.
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = True
# Coming back from another sign-in is a link from elsewhere: strict would forget who set out.
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

# Mails and the queue of background work.
CITYPACT_ADDRESS = _environment.address
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _environment.mail_from
globals().update(mail.settings_of(_environment.mail))
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Whose certificates are trusted to name their holders.
CITYPACT_TRUST = _environment.trust

# Accounts.
globals().update(accounts.settings_of(_environment))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        # A reader who mistypes an address is no event; a page that fails is.
        "django.request": {"level": "ERROR"},
        # That a request waits for another for a moment is no event either.
        "waitress.queue": {"level": "ERROR"},
    },
}
