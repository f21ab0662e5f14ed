"""WSGI entry point, served by gunicorn."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from whitenoise import WhiteNoise

from lms.headers import of_media
from lms.media import Gate

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")
application = get_wsgi_application()
if settings.SERVE_MEDIA:
    # The embedded default has no proxy in front: pictures and videos come from here, with the ranges that players ask for.
    site = application
    files = WhiteNoise(site, root=settings.MEDIA_ROOT, prefix=settings.MEDIA_URL, autorefresh=True, add_headers_function=of_media)
    application = Gate(files, site)
