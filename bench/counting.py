"""Tells how many queries a request made, and which process answered it, when asked by a header."""

import os

from django.db import connection


def count_queries(get_response):
    """Adds X-Queries and X-Process to answers whose request carries X-Count; costs nothing otherwise."""

    def middleware(request):
        if "X-Count" not in request.headers:
            return get_response(request)
        count = 0

        def counting(execute, sql, params, many, context):
            nonlocal count
            count += 1
            return execute(sql, params, many, context)

        with connection.execute_wrapper(counting):
            response = get_response(request)
        response["X-Queries"] = str(count)
        response["X-Process"] = str(os.getpid())
        return response

    return middleware
