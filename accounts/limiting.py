"""How often somebody may do the same thing. Counted in the cache, so that every web process counts together."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

MINUTES = 10


def within(what: str, who: object, *, most: int) -> bool:
    """Counts this time; False once there were more than `most`. A counter begins anew ten minutes after its first time."""
    key = f"limit.{what}.{who}"
    if cache.add(key, 1, MINUTES * 60):
        return True
    try:
        return cache.incr(key) <= most
    except ValueError:  # it ran out between the two
        return True


def address_of(request: HttpRequest) -> str:
    """The network address that a request came from, behind as many proxies as are ours."""
    return str(get_adapter().get_client_ip(request))


def limited(what: str, *, most: int) -> Callable[[Any], Any]:
    """For a view that somebody signed in changes something by: too often in ten minutes, and it says so (429)."""

    def decorate(view: Any) -> Any:
        @wraps(view)
        def limited_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not within(what, request.user.pk, most=most):
                return render(request, "429.html", status=429)
            return view(request, *args, **kwargs)

        return limited_view

    return decorate
