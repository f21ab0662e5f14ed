from django.utils.http import url_has_allowed_host_and_scheme


def next_url(request) -> str:
    """Where the person came from, if it is a page of ours, as a path; empty otherwise."""
    url = request.POST.get("next") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(url, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return url if ours and url.startswith("/") else ""
