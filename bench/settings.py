"""Production settings with two addresses more: the floor that everything is compared with."""

from lms.settings import *  # noqa: F403
from lms.settings import INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS = [*INSTALLED_APPS, "bench"]
MIDDLEWARE = ["bench.counting.count_queries", *MIDDLEWARE]
ROOT_URLCONF = "bench.urls"
ACCOUNT_RATE_LIMITS = False  # all load comes from one address
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
SERVE_MEDIA = False
