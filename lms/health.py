"""Is this process alive? Asked by the proxy and the container engine, by address and without a host name of ours."""

from django.http import HttpResponse


def health_middleware(get_response):
    """Answers /healthy before anything else looks at the request: no redirect to https, no check of the host, no session."""

    def middleware(request):
        if request.path == "/healthy":
            return HttpResponse("healthy\n", content_type="text/plain")
        return get_response(request)

    return middleware
