"""Addresses for machines: without a language, and printed in credentials, so they never change."""

from django.urls import path, re_path

from certificates.views import publishing

app_name = "trust"
urlpatterns = [
    path(".well-known/jwks.json", publishing.jwks, name="jwks"),
    path("trust/issuer.json", publishing.issuer, name="issuer"),
    path("trust/status/<int:year>.jwt", publishing.status_list, name="status-list"),
    re_path(r"^trust/keys/(?P<fingerprint>[0-9a-f]{64})\.json$", publishing.key, name="key"),
    re_path(r"^trust/keys/(?P<fingerprint>[0-9a-f]{64})\.pem$", publishing.key_certificate, name="key-certificate"),
]
