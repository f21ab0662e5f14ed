"""A person's own pages and the public consent texts. Signing up, in and out is allauth's."""

from accounts.views.consent import ConsentView, read_consent_text
from accounts.views.data import data, download_data, keep_account
from accounts.views.profile import ProfileView, security

__all__ = ["ConsentView", "ProfileView", "data", "download_data", "keep_account", "read_consent_text", "security"]
