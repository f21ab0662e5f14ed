"""One settings module for every place Qalqan runs.

With nothing set, this is the embedded default: SQLite, memory cache, chores in process, mails on a local page.
DATABASE_URL, REDIS_URL, EMAIL_URL and S3_BUCKET switch in the real services; docs/operations.md lists them all.
"""

from datetime import timedelta
from pathlib import Path

from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from lms.env import env

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "data")))

DEBUG = env.bool("DEBUG", False)
# The demo academy: known passwords, mails on a page, no second factor. Never with real people in it.
DEMO = env.bool("DEMO", False)
REDIS_URL = env.str("REDIS_URL", "")
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000")

SECRET_KEY = env.str("SECRET_KEY", "embedded-default-key-for-this-machine-only" if DEMO or DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY (50 random characters), or DEMO=1 for the demo academy.")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    # the house, from the ground up (see docs/architecture.md)
    "accounts",
    "notifications",
    "courses",
    "quizzes",
    "trainings",
    "certificates",
    "lms",
    # content
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.cms.apps.PeopleInCms",  # wagtail.users with our forms
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    # people
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    # Django
    "csp",
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "lms.health.health_middleware",
    "lms.tracing.trace_middleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "lms.headers.Headers",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "accounts.middleware.SecondFactorForStaff",
    "accounts.stumbling.Unstorable",
    "accounts.stumbling.AtTheDesk",
]

ROOT_URLCONF = "lms.urls"
WSGI_APPLICATION = "lms.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # A question type keeps its templates in its folder (types/<kind>/), and so does a certificate's layout (layouts/<name>/).
        "DIRS": [BASE_DIR / "templates", BASE_DIR / "quizzes", BASE_DIR / "certificates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "lms.context.shell",
            ],
        },
    },
]

# Data ------------------------------------------------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", f"sqlite:///{DATA_DIR / 'qalqan.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728; PRAGMA cache_size=-16000;",
    }
else:
    # Whoever asks while the database is away is told so after some seconds: half a minute of silence would hold every thread.
    pool = {"min_size": 1, "max_size": env.int("DATABASE_POOL", 8), "timeout": 4}
    # A statement asked for the third time on a connection is planned once: planning took several times what running it does.
    prepared = {"server_side_binding": True, "prepare_threshold": 2} if env.bool("DATABASE_PREPARED", True) else {}
    DATABASES["default"].setdefault("OPTIONS", {}).update(pool=pool, **prepared)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL, "KEY_PREFIX": "qalqan"}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"

MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
SERVE_MEDIA = env.bool("SERVE_MEDIA", not REDIS_URL)  # with many machines the proxy does it
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
S3_BUCKET = env.str("S3_BUCKET", "")
S3 = {
    "bucket_name": S3_BUCKET,
    "endpoint_url": env.str("S3_ENDPOINT_URL", None),
    "access_key": env.str("S3_ACCESS_KEY", None),
    "secret_key": env.str("S3_SECRET_KEY", None),
}
STORAGES = {
    "default": {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {**S3, "location": "media"}}
    if S3_BUCKET
    else {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Certificates and files handed in with answers: never under a public address, only through the view that knows who asks.
    "private": {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {**S3, "location": "private", "default_acl": "private"}}
    if S3_BUCKET
    else {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA_DIR / "private"}},
    "staticfiles": {"BACKEND": "lms.static.ManifestStorage"},
}

# Chores ----------------------------------------------------------------------------------------------------------

CELERY_BROKER_URL = REDIS_URL or "memory://localhost//"
CELERY_TASK_ALWAYS_EAGER = not REDIS_URL  # no Redis: chores run in this process, right after commit
CELERY_TASK_EAGER_PROPAGATES = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 300}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {
    name: {"queue": "documents"}
    for name in ("certificates.tasks.draw", "certificates.tasks.publish_lists", "certificates.tasks.work_through")
}
CELERY_BEAT_SCHEDULE = {
    "draw-undrawn-certificates": {"task": "certificates.tasks.sweep", "schedule": timedelta(minutes=1)},
    "send-unsent-letters": {"task": "notifications.tasks.sweep", "schedule": timedelta(minutes=1)},
    # By day, and every hour of it: whatever was told is not told again, and an hour without beat is caught up in the next.
    "remind-of-certifications": {"task": "certificates.tasks.remind", "schedule": crontab(minute=0, hour="9-18")},
    "erase-who-asked-for-it": {"task": "accounts.tasks.erase_due", "schedule": timedelta(hours=1)},
    "publish-scheduled-pages": {"task": "lms.tasks.publish_scheduled", "schedule": timedelta(minutes=5)},
    "forget-ended-sessions": {"task": "accounts.tasks.forget_sessions", "schedule": crontab(minute=20, hour=3)},
    "forget-old-letters": {"task": "notifications.tasks.forget_old", "schedule": crontab(minute=40, hour=3)},
    "finish-overdue-attempts": {"task": "quizzes.tasks.sweep", "schedule": timedelta(minutes=1)},
    # Signs of life: see lms/heartbeats.py. Old ones tell nothing, so they do not pile up.
    **{
        f"heartbeat-{queue}": {
            "task": "lms.tasks.heartbeat",
            "schedule": timedelta(minutes=1),
            "args": [queue],
            "options": {"queue": queue, "expires": 120},
        }
        for queue in ("default", "documents")
    },
}
CELERY_TIMEZONE = "Asia/Almaty"

# People ----------------------------------------------------------------------------------------------------------

# How long somebody who asked to be forgotten may change their mind.
ERASURE_WAIT = timedelta(days=env.int("ERASURE_WAIT_DAYS", 14))
# How long the outbox keeps what a letter said. That it was sent stays.
LETTERS_KEPT = timedelta(days=env.int("LETTERS_KEPT_DAYS", 400))

# Exams -----------------------------------------------------------------------------------------------------------

# How long after its deadline an attempt still takes answers that were given in time and only arrived late.
ANSWER_GRACE = timedelta(seconds=env.int("ANSWER_GRACE_SECONDS", 60))

# Certificates ----------------------------------------------------------------------------------------------------

# The key that signs certificates: a PKCS#12 file. Only processes that take the queue `documents` need it. Without one, files are unsigned.
SIGNING_KEY = env.str("SIGNING_KEY", "")
SIGNING_KEY_PASSWORD = env.str("SIGNING_KEY_PASSWORD", "").rstrip("\r\n")  # a secret in a file ends with a line
TIMESTAMP_URL = env.str("TIMESTAMP_URL", "")  # a time-stamp authority (RFC 3161)

# Languages and time ----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "kk"
LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale_libraries"]  # ours; what libraries lack in Kazakh
FORMAT_MODULE_PATH = ["formats"]
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "Asia/Almaty"

# People ----------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["accounts.hashers.Argon2idMinimum"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "learning:my-learning"

# Sign-up and sign-in (allauth): by e-mail; whatever is mailed is a code, typed into the page that waits for it,
# because a link opened from a phone's mail app lands in another browser.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", 0)  # how many of our proxies add to X-Forwarded-For
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}  # digits: a Cyrillic keyboard has no Latin letters
ACCOUNT_CODE_MINUTES = 15  # how long a mailed code is good for: mail may be slow
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "signup": "accounts.forms.SignupForm",
    "login": "accounts.forms.LoginForm",
    "request_login_code": "accounts.forms.RequestLoginCodeForm",
    "confirm_login_code": "accounts.forms.ConfirmLoginCodeForm",
    "confirm_email_verification_code": "accounts.forms.ConfirmEmailVerificationCodeForm",
    "confirm_password_reset_code": "accounts.forms.ConfirmPasswordResetCodeForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.ResetPasswordKeyForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
    "add_email": "accounts.forms.AddEmailForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = ACCOUNT_CODE_MINUTES * 60
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_CODE_MINUTES * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = ACCOUNT_CODE_MINUTES * 60
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
MFA_ADAPTER = "accounts.adapter.MFAAdapter"
MFA_FORMS = {
    "authenticate": "accounts.forms.SecondFactorForm",
    "reauthenticate": "accounts.forms.SecondFactorAgainForm",
    "activate_totp": "accounts.forms.ActivateTOTPForm",
    "add_webauthn": "accounts.forms.AddKeyForm",
    "edit_webauthn": "accounts.forms.RenameKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Qalqan"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SITE_URL.startswith("https://")

# Wagtail ---------------------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Qalqan"
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # a Kazakh title becomes an address of Latin letters, the only ones that addresses of learning take
WAGTAILADMIN_LOGIN_URL = LOGIN_URL  # one door, so that the second factor cannot be walked around
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_REQUIRED = False  # invited people sign in by a mailed code
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # all of Kazakhstan keeps one
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_PERMITTED_LANGUAGES = [("ru", "Русский"), ("en", "English")]
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "avif", "svg"]
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "csv", "txt", "zip"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "courses.upload_forms.PictureForm"  # they look into the file, not at its name
WAGTAILDOCS_DOCUMENT_FORM_BASE = "courses.upload_forms.DocumentForm"
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILEMBEDS_FINDERS = []  # lessons play their own files: nothing is fetched from elsewhere
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# Security --------------------------------------------------------------------------------------------------------

HTTPS = SITE_URL.startswith("https://")
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
if HTTPS:  # names that browsers take from this very host alone, and only encrypted
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME, LANGUAGE_COOKIE_NAME = "__Host-session", "__Host-csrf", "__Host-language"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # Wagtail allows its own previews
CONTENT_SECURITY_POLICY = {
    # The desk has a policy of its own: lms.headers.
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

# What operators watch -------------------------------------------------------------------------------------------

METRICS_TOKEN = env.str("METRICS_TOKEN", "").strip()  # whoever has it reads /metrics; without one, nobody does

SENTRY_DSN = env.str("SENTRY_DSN", "").strip()  # where errors are told (lms/sentry.py); without one, nowhere

# Mail and logs ---------------------------------------------------------------------------------------------------

MAILBOX_DIR = DATA_DIR / "mailbox"
if env.str("EMAIL_URL", ""):
    vars().update(env.email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = MAILBOX_DIR
EMAIL_TIMEOUT = 20  # seconds: a mail server that hangs holds up nobody for long
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Qalqan <qalqan@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Lines that name nobody (lms/logs.py). The demo academy and DEBUG show developers everything: no real people are in there.
LOG_FORMAT = env.str("LOG_FORMAT", "plain" if DEMO or DEBUG else "json")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "text": {"()": "lms.logs.Text"},
        "json": {"()": "lms.logs.Json"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
    "loggers": {
        "django": {"handlers": [], "level": "NOTSET"},  # it would mail some of its lines to somebody
        # What these tell of each step is long, and of the names on certificates.
        "weasyprint": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
    },
}
