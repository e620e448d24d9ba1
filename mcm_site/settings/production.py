"""The base of all settings: production. The other files only loosen it. docs/settings.md explains each variable."""

from pathlib import Path

from mcm_site.environment import Environment

BASE_DIR = Path(__file__).resolve().parents[2]
# Everything that the project writes: database, media, collected static files.
VAR_DIR = BASE_DIR / "var"
VAR_DIR.mkdir(exist_ok=True)

ENVIRONMENT = env = Environment()

DEBUG = False
SECRET_KEY = env.required("SECRET_KEY", "Give a long random text, the same for all processes.")
BASE_URL = env.address("BASE_URL", "http://localhost:8000")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", required="Name the hosts that the site answers to: aides.example.org.")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "mcm_site",
    "audiences",
    "forms",
    "home",
    "search",
    "aids",
    "editorial",
    "funders",
    "territories",
    "accounts",
    "api",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.api.v2",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "api.middleware.ApiMiddleware",
    "mcm_site.headers.FixedHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "api.middleware.LocaleMiddleware",
    "api.middleware.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "api.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "mcm_site.urls"
WSGI_APPLICATION = "mcm_site.wsgi.application"

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
        },
    },
]

DATABASES = {"default": env.database("DATABASE_URL", VAR_DIR / "db.sqlite3")}
SEARCH_URL = env.search("SEARCH_URL")
BENCH = env.flag("BENCH", default=False)

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "fr"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = env.languages("LANGUAGES", "fr,en", first=LANGUAGE_CODE)
# The second says in better French some words of Wagtail's. Its name keeps `makemessages` from taking it for ours.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "mcm_site" / "wagtail_french"]
FORMAT_MODULE_PATH = "mcm_site.formats"
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# What is drawn for links that are shared; each machine draws its own.
CARDS_ROOT = VAR_DIR / "cards"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
SERVE_MEDIA = env.flag("SERVE_MEDIA", default=False)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "mcm_site.static.StaticStorage"},
}

# Who sends mail, by which server. The worker waits for it, never a visitor.
globals().update(env.mail("EMAIL_URL"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("DEFAULT_FROM_EMAIL", "Mon Compte Mobilité <ne-pas-repondre@localhost>")
# Above these, a form asks for a proof that a person sends it: an hour from one address, ten minutes from everywhere.
FORM_MESSAGES_PER_ADDRESS = env.number("FORM_MESSAGES_PER_ADDRESS", 5, minimum=1)
FORM_MESSAGES_IN_ALL = env.number("FORM_MESSAGES_IN_ALL", 8, minimum=1)

# Behind a proxy that ends TLS and says so in X-Forwarded-Proto.
BEHIND_PROXY = env.flag("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 365 * 24 * 3600)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
X_FRAME_OPTIONS = "SAMEORIGIN"  # the admin's preview shows our own pages in a frame, hence no "DENY":
SILENCED_SYSTEM_CHECKS = ["security.W019"]
# A page of a thousand fields or a form of 10 MB is nobody's.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Which renditions of an image exist is asked of the database: a process that remembered would show a file that another
# one deleted.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}

WAGTAIL_SITE_NAME = "Mon Compte Mobilité"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_I18N_ENABLED = True
# `/fr/rentree-etudiante/`: an accent in an address becomes %C3%A9 wherever it is pasted.
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# What is sent to be translated is a draft, not French at an English address.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
# No outgoing call from the admin: no avatar service, no update check, no news.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# What a member of the team may choose for their account: our two languages, and where France is.
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", "Français"), ("en", "English")]
WAGTAIL_USER_TIME_ZONES = [
    "Europe/Paris", "America/Cayenne", "America/Guadeloupe", "America/Martinique", "America/Miquelon", "Indian/Mayotte",
    "Indian/Reunion", "Pacific/Noumea", "Pacific/Tahiti", "Pacific/Wallis",
]  # fmt: skip

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {
        # The worker would tell of each look at an empty queue; a task that fails is an error, and told.
        "django_tasks_db": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
        # One line for each request to the search engine, and its retries: that it is down, `search` says once.
        "elastic_transport": {"level": "ERROR"},
    },
    "root": {"handlers": ["console"], "level": env.choice("LOG_LEVEL", "INFO", {"DEBUG", "INFO", "WARNING", "ERROR"})},
}
