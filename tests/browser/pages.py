"""Every page that people meet, by name: for axe and for looking."""

from tests.browser.academy import Academy


def public(academy: Academy) -> dict[str, str]:
    """Pages for anybody, without the language's prefix."""
    return {
        "home": "/",
        "catalogue": "/courses/",
        "course": f"/courses/{academy.course.slug}/",
        "sign-up": "/accounts/signup/",
        "sign-in": "/accounts/login/",
        "sign-in-code": "/accounts/login/code/",
        "reset": "/accounts/password/reset/",
        "consent": "/me/consent/text/",
        "find": "/certificates/find/",
        "check-valid": f"/certificates/c/{academy.certificate.code}/",
        "check-revoked": f"/certificates/c/{academy.revoked.code}/",
        "trust": "/certificates/trust/",
        "not-found": "/no-such-page/",
    }


def learning(academy: Academy) -> dict[str, str]:
    """Pages of Aigerim, in the middle of things."""
    course = f"/learn/{academy.course.slug}/"
    attempt = f"{course}final-test/attempts/{academy.attempt.key}/"
    return {
        "my-learning": "/learn/",
        "in-person": "/trainings/",
        "overview": course,
        "lesson": f"{course}lesson-1-1/",
        "all-blocks": f"{course}all-blocks/",
        "quiz": f"{course}final-test/",
        "exam": attempt,
        "exam-finish": f"{attempt}finish/",
        "leave": f"{course}leaving/",
        "profile": "/me/",
        "security": "/me/security/",
        "email": "/accounts/email/",
        "password": "/accounts/password/change/",
        "second-factor": "/accounts/2fa/",
        "sessions": "/accounts/sessions/",
        "sign-out": "/accounts/logout/",
    }


def finished(academy: Academy) -> dict[str, str]:
    """Pages of Daniyar, who passed."""
    return {
        "my-learning-done": "/learn/",
        "result": f"/learn/{academy.course.slug}/final-test/attempts/{academy.result.key}/result/",
        "receipt": f"/learn/{academy.course.slug}/final-test/attempts/{academy.result.key}/receipt/",
        "certificate": f"/certificates/{academy.certificate.serial}/",
    }
