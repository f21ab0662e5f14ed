"""Where allauth asks us: the language of a new account, of its mails and of the page after sign-in; secrets at rest."""

import base64
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urlencode, urlsplit

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import get_login_redirect_url
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import override

from accounts.consenting import text_to_ask
from accounts.devices import device_name
from accounts.languages import in_language, page_language, remember_language
from accounts.models import User


@dataclass(frozen=True)
class ThisSite:
    """What allauth's mails call the current site."""

    name: str = settings.WAGTAIL_SITE_NAME
    domain: str = urlsplit(settings.SITE_URL).netloc


class AccountAdapter(DefaultAccountAdapter):
    """allauth's account flows, in the person's language."""

    def save_user(self, request, user, form, commit=True):
        """A new account speaks the language of the page it was made on."""
        user.language = page_language()
        user.audience = form.cleaned_data["audience"]
        return super().save_user(request, user, form, commit)

    def send_mail(self, template_prefix, email, context):
        """In the recipient's language; somebody without an account is written to in the language of the page."""
        language = _language_of(email, context.get("user"))
        links = {name: in_language(value, language) for name, value in context.items() if name.endswith("_url")}
        ours = {"current_site": ThisSite(), "minutes": settings.ACCOUNT_CODE_MINUTES}
        if "user_agent" in context:
            ours["user_agent"] = device_name(context["user_agent"])
        with override(language):
            super().send_mail(template_prefix, email, {**context, **links, **ours})

    def render_mail(self, template_prefix, email, context, headers=None):
        """Every mail has an HTML part: its own template's, or its text in our look."""
        mail = super().render_mail(template_prefix, email, context, headers)
        if not mail.alternatives:
            words = {**context, "subject": mail.subject, "text": mail.body}
            page = render_to_string("account/email/from_text.html", words, self.request)
            mail.attach_alternative(page, "text/html")
        return mail

    def post_login(self, request, user, *, redirect_url, signup, **rest):
        """On to where the person was going, in their own language; past the consent page if a newer text waits for an answer."""
        target = in_language(get_login_redirect_url(request, redirect_url, signup=signup), user.language)
        if text_to_ask(user, timezone.now()):
            with override(user.language):
                target = f"{reverse('accounts:consent')}?{urlencode({'next': target})}"
        response = super().post_login(request, user, redirect_url=target, signup=signup, **rest)
        return remember_language(response, user.language)

    def get_logout_redirect_url(self, request):
        return f"/{page_language()}/"


def _language_of(email: str, person: User | None) -> str:
    person = person or User.objects.filter(emailaddress__email=email).first()
    return person.language if person else page_language()


class MFAAdapter(DefaultMFAAdapter):
    """Keeps the secrets of second factors encrypted, under keys derived from SECRET_KEY and its fallbacks."""

    def build_totp_svg(self, url):
        """On white, so that it can be scanned from a dark page as well."""
        picture = BytesIO()
        segno.make(url, error="m").save(picture, kind="svg", scale=4, light="white")
        return picture.getvalue().decode()

    def encrypt(self, text):
        return _vault().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return _vault().decrypt(encrypted_text.encode()).decode()


def _vault() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    digests = (salted_hmac("accounts.second-factor", "", secret=key, algorithm="sha256").digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
