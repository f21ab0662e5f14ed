"""People and what they agreed to."""

from accounts.models.consent import Consent, ConsentText
from accounts.models.erasures import ErasureRequest
from accounts.models.organisations import Organisation
from accounts.models.people import Audience, User

__all__ = ["Audience", "Consent", "ConsentText", "ErasureRequest", "Organisation", "User"]
