"""What people type: at the entrance (allauth's forms, ours in look) and about themselves."""

from accounts.forms.entrance import (
    ActivateTOTPForm,
    AddEmailForm,
    AddKeyForm,
    ChangePasswordForm,
    ConfirmEmailVerificationCodeForm,
    ConfirmLoginCodeForm,
    ConfirmPasswordResetCodeForm,
    LoginForm,
    ReauthenticateForm,
    RenameKeyForm,
    RequestLoginCodeForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SecondFactorAgainForm,
    SecondFactorForm,
    SetPasswordForm,
)
from accounts.forms.forgetting import ForgetForm
from accounts.forms.profile import ProfileForm
from accounts.forms.signup import SignupForm

__all__ = [
    "ActivateTOTPForm",
    "AddEmailForm",
    "AddKeyForm",
    "ChangePasswordForm",
    "ConfirmEmailVerificationCodeForm",
    "ConfirmLoginCodeForm",
    "ConfirmPasswordResetCodeForm",
    "ForgetForm",
    "LoginForm",
    "ProfileForm",
    "ReauthenticateForm",
    "RenameKeyForm",
    "RequestLoginCodeForm",
    "ResetPasswordForm",
    "ResetPasswordKeyForm",
    "SecondFactorAgainForm",
    "SecondFactorForm",
    "SetPasswordForm",
    "SignupForm",
]
