from django.urls import path, register_converter

from certificates import views
from certificates.models import CertificateFile
from certificates.serials import PATTERN


class Serial:
    """A number as it is printed."""

    regex = PATTERN

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


class Sheet(Serial):
    """One of the sheets a certificate has."""

    regex = "|".join(CertificateFile.Sheet.values)


register_converter(Serial, "serial")
register_converter(Sheet, "sheet")

app_name = "certificates"
urlpatterns = [
    path("c/<str:code>/", views.check, name="check"),
    path("trust/", views.trust, name="trust"),
    path("find/", views.find, name="find"),
    path("programmes/", views.programmes, name="programmes"),
    path("programmes/<slug:slug>/", views.programme, name="programme"),
    path("programmes/<slug:slug>/beginning/", views.begin_here, name="programme-begin"),
    path("<serial:serial>/", views.show, name="show"),
    path("<serial:serial>/credential.jwt", views.credential, name="credential"),
    path("<serial:serial>/signatures/<int:pk>.p7s", views.signature, name="signature"),
    path("<serial:serial>/<sheet:sheet>.pdf", views.file, name="file"),
]
