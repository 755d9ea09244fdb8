"""One settings module; a site differs by environment variables (docs/manual/administrator.md lists them)."""

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

# Database, keys, exports: what this process writes is for its owner alone.
os.umask(0o077)
SITE = Path(os.environ.get("YICHUANG_HOME", "var")).resolve()
SITE.mkdir(mode=0o700, parents=True, exist_ok=True)
DEMO = (SITE / "demo-sign-ins.txt").exists()
DEBUG = False
FACE = os.environ.get("YICHUANG_FACE", "all")


def _secret(name: str) -> str:
    """A secret of this site, made at first use and kept readable by its owner alone."""
    path = SITE / name
    if not path.exists():
        # Written whole under another name first, so that of two processes starting at once neither reads half a key.
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_text(secrets.token_urlsafe(48))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()


SECRET_KEY = os.environ.get("YICHUANG_SECRET_KEY") or _secret("secret.key")
# Scans and photos, sealed, each named by its digest; part of every backup.
ATTACHMENTS = SITE / "attachments"
FIELD_KEY_FILE = Path(os.environ.get("YICHUANG_FIELD_KEY", SITE / "field.key"))
# Addresses of the hall's own network; a site on a wider network names its hosts.
ALLOWED_HOSTS = os.environ.get("YICHUANG_HOSTS", "*").split(",")
PUBLIC_URL = os.environ.get("YICHUANG_PUBLIC_URL", "http://127.0.0.1:8000")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "yichuang.config",
    "yichuang.ui",
    *(
        f"yichuang.apps.{name}"
        for name in (
            "audit", "organization", "attachments", "catalog", "notices", "tickets", "reception",
            "cases", "keeping", "feedback", "accountability", "attendance", "assessments", "oversight", "portal",
            "screens", "desk",
        )
    ),
]  # fmt: skip

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "yichuang.config.middleware.refuse_odd_methods",
    "yichuang.config.middleware.stamp_time",
    "yichuang.config.middleware.name_source",
    "yichuang.config.middleware.answer_bad_requests",
    "yichuang.config.middleware.take_turns",
    "yichuang.config.middleware.limit_contents",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "yichuang.config.middleware.admit_files",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "yichuang.config.middleware.PersonMiddleware",
    "yichuang.config.middleware.limit_sessions",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "yichuang.config.middleware.AccessMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "yichuang.config.urls"
WSGI_APPLICATION = "yichuang.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "yichuang.ui.jinja.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "yichuang.config.context.page",
            ],
        },
    },
]
_PACKAGE = Path(__file__).resolve().parent.parent
TEMPLATES[0]["DIRS"] = [_PACKAGE / "ui" / "templates", *sorted(_PACKAGE.glob("apps/*/templates"))]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"


def _database() -> dict[str, object]:
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith(("postgres://", "postgresql://")):
        parts = urlsplit(url)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            # A server on the same machine is reached by its socket: postgresql:///hall?host=/var/run/postgresql
            "HOST": parts.hostname or parse_qs(parts.query).get("host", [""])[0],
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": None,
            # Statements are the same ones all day: the server parses and plans each once a connection, and values go
            # to it as they are instead of being written into the text. A pooler in between must know of that.
            "OPTIONS": {"server_side_binding": True, "prepare_threshold": 3},
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.environ.get("YICHUANG_DB", SITE / "yichuang.sqlite3"),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=4000;",
        },
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organization.Staff"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesBackend", "yichuang.apps.organization.backends.StaffBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "yichuang.apps.organization.passwords.ThreeOfFourClasses"},
]
LOGIN_URL = "organization:sign_in"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = "organization:sign_in"

# Lock one account from one source, so that guessing at a name never shuts the whole hall out.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "yichuang.apps.organization.views.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True

SESSION_ENGINE = "yichuang.config.sessions"
SESSION_COOKIE_AGE = 10 * 3600
SESSION_IDLE_SECONDS = 30 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "yichuang.config.errors.forged"
# Behind a proxy that ends https the hall trusts its word for the scheme, and only for the one public origin.
BEHIND_HTTPS = PUBLIC_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_HTTPS
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if BEHIND_HTTPS else []
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_HTTPS else None
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
CONTENT_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; frame-ancestors 'self'; base-uri 'none'; "
    "form-action 'self'"
)
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400

CACHES = {
    "default": {
        # In files, so that failed attempts count across the processes of the site.
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": SITE / "attempts",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
LOCALE_PATHS = [_PACKAGE / "ui" / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = SITE / "static"
STATICFILES_DIRS: list[Path] = []
WHITENOISE_USE_FINDERS = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("YICHUANG_LOG", "WARNING")},
}
SILENCED_SYSTEM_CHECKS = ["axes.W003"]
