"""Settings, read from the environment: see docs/deployment.md for each variable.

With DEBUG=1 everything has a working default. Without it, a missing secret or host stops the process with a sentence.
"""

from datetime import timedelta
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

DEBUG = env.bool("DEBUG", default=False)


def needed(name: str, development_value: str) -> str:
    """The variable `name`; with DEBUG a default, without it a clear refusal to start."""
    value = env.str(name, default=development_value if DEBUG else "")
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {name} (or DEBUG=1 on your own machine).")
    return value


SECRET_KEY = needed("SECRET_KEY", "development-only")
ALLOWED_HOSTS = needed("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
# Where links that leave the site (feeds, cards, sitemaps) point to; empty: to the host that was asked.
SITE_ORIGIN = env.str("SITE_ORIGIN", default="").rstrip("/")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "bpo_portal.accounts.apps.EditorsAdminConfig",  # Django's admin, behind a second factor
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.postgres",  # lookups by likeness; of no effect on SQLite
    "django_filters",
    "simple_history",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "bpo_portal",
    "roles",
    "interviews",
    "salaries",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "bpo_portal.api.middleware.ApiMiddleware",
    "bpo_portal.middleware.RefuseNulMiddleware",
    "bpo_portal.background.BackgroundMiddleware",
    "bpo_portal.visits.middleware.VisitMiddleware",
    # From here inwards a page is made once and then comes from the cache, compressed.
    "bpo_portal.middleware.ConditionalGetMiddleware",
    "bpo_portal.middleware.PageCacheMiddleware",
    "compression_middleware.middleware.CompressionMiddleware",
    "bpo_portal.middleware.PublicCacheControlMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "bpo_portal.middleware.NothingIsSentMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Tells history who changed a row. It looks at the session only when a row is written, so public pages never do.
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
    "bpo_portal.busy.BusyMiddleware",
]

ROOT_URLCONF = "bpo_portal.urls"
WSGI_APPLICATION = "bpo_portal.wsgi.application"

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
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

# SQLite out of the box; DATABASE_URL=postgres://… and nothing else moves to PostgreSQL.
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # two writers wait for each other instead of failing half-way
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # Search narrows down by likeness at the database and decides in roles.matching: let it see a little more. Who
    # waits for a row that others hold is told so after as long as on SQLite.
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = (
        "-c pg_trgm.word_similarity_threshold=0.3 -c lock_timeout=20s"
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Pages are kept in each process; an edit changes the stamp below, which every process on this node watches.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    }
}
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
CONTENT_STAMP = VAR_DIR / "content-stamp"
# A thread of each process saves the visits it has counted, and dates the pages that have changed, once in so many
# seconds; 0: only when asked, as in tests.
BACKGROUND_SECONDS = 60

# Browsers keep the public pages that were opened, for when there is no network.
OFFLINE_PAGES = env.bool("OFFLINE_PAGES", default=True)

# How long a link to a preview works.
PREVIEW_DAYS = env.int("PREVIEW_DAYS", default=7)

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Editors. A second factor is asked for wherever others can reach the site.
SECOND_FACTOR = env.bool("SECOND_FACTOR", default=not DEBUG)
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
OTP_TOTP_ISSUER = "BPO Portal"
# A log-in ends with the browser, after this long without use, and at its longest time in any case.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 60 * env.int("SESSION_IDLE_MINUTES", default=120)
SESSION_LONGEST = 3600 * env.int("SESSION_HOURS", default=12)
# Lock-out: so many failures with one name from one address, counted in the database, as workers share nothing else.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = env.int("LOGIN_FAILURES", default=5)
AXES_COOLOFF_TIME = timedelta(minutes=env.int("LOCKOUT_MINUTES", default=20))
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the time that the page names stays true
AXES_RESET_ON_SUCCESS = not SECOND_FACTOR  # a password alone is half a log-in: see bpo_portal/accounts/second_factor.py
AXES_LOCKOUT_CALLABLE = "bpo_portal.accounts.lockout.locked_out"
AXES_USERNAME_CALLABLE = "bpo_portal.accounts.lockout.typed_name"
AXES_CLIENT_IP_CALLABLE = "roles.client_address.client_address"
AXES_ENABLE_ACCESS_FAILURE_LOG = True
AXES_ENABLE_ADMIN = False  # shown to read only by bpo_portal/accounts/admin.py
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code", "csrfmiddlewaretoken"]
AXES_VERBOSE = False

LANGUAGE_CODE = "en-in"
FORMAT_MODULE_PATH = "bpo_portal.formats"  # dates in the admin as on the pages
LANGUAGES = [("en-in", _("English")), ("hi", _("Hindi"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Kolkata"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "static"]
# Hashed names in production, so that browsers may keep them for ever. Tests run once with them too.
MANIFEST = env.bool("STATIC_MANIFEST", default=not DEBUG)
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not MANIFEST
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if MANIFEST
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# Published pay with an older date, or none, waits on the editors' desk.
PAY_STALE_AFTER_MONTHS = env.int("PAY_STALE_AFTER_MONTHS", default=18)

# Security. Everything that a page uses comes from this site; nothing is inline.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
PERMISSIONS_POLICY = {
    feature: [] for feature in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
}
# Only then is what a proxy says of the sender believed.
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "bpo_portal.views.csrf_failure"
if not DEBUG:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=365 * 24 * 3600)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    if BEHIND_PROXY:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
