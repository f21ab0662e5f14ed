"""A person's own pages and the public consent texts. Signing up, in and out is allauth's."""

from accounts.views.consent import ConsentView, read_consent_text
from accounts.views.profile import ProfileView, security

__all__ = ["ConsentView", "ProfileView", "read_consent_text", "security"]
