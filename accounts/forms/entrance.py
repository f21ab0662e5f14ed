"""allauth's forms without the placeholders that repeat their labels, and with a keyboard of digits where a code is typed."""

from allauth.account import forms
from allauth.mfa.base.forms import AuthenticateForm as MFAAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as MFAReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm as MFAActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.utils.translation import gettext_lazy as _


class Labelled:
    """A field says what it is in its label, which stays visible while one types."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class Code(Labelled):
    """A code, mailed or from an app: digits, filled in by the phone where it can."""

    autofocus = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autofocus": self.autofocus}


class LoginForm(Labelled, forms.LoginForm):
    pass


class RequestLoginCodeForm(Labelled, forms.RequestLoginCodeForm):
    pass


class ConfirmLoginCodeForm(Code, forms.ConfirmLoginCodeForm):
    pass


class ConfirmEmailVerificationCodeForm(Code, forms.ConfirmEmailVerificationCodeForm):
    pass


class ConfirmPasswordResetCodeForm(Code, forms.ConfirmPasswordResetCodeForm):
    pass


class ResetPasswordForm(Labelled, forms.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(Labelled, forms.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(Labelled, forms.ChangePasswordForm):
    pass


class SetPasswordForm(Labelled, forms.SetPasswordForm):
    pass


class ReauthenticateForm(Labelled, forms.ReauthenticateForm):
    pass


class AddEmailForm(Labelled, forms.AddEmailForm):
    pass


class SecondFactorForm(Code, MFAAuthenticateForm):
    pass


class SecondFactorAgainForm(Code, MFAReauthenticateForm):
    pass


class ActivateTOTPForm(Code, MFAActivateTOTPForm):
    """Without a focus that would scroll past the picture to be scanned first."""

    autofocus = False


class NamedKey(Labelled):
    """A key has a name, which allauth's field does not call by a translated word."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")


class AddKeyForm(NamedKey, AddWebAuthnForm):
    pass


class RenameKeyForm(NamedKey, EditWebAuthnForm):
    pass
