"""What a request asked the database, told when a header asks for it; costs nothing otherwise."""

import json
import os
import time
from contextlib import contextmanager

from django.db import DatabaseError, connection, transaction
from django.http import JsonResponse

PLANNED = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")


def count_queries(get_response):
    """X-Count: the answer says in X-Queries how many queries it took, and in X-Process which process gave it.

    X-Explain: instead of the answer come its status, its time, and every statement with its plan and time.
    """

    def middleware(request):
        if "X-Count" not in request.headers and "X-Explain" not in request.headers:
            return get_response(request)
        statements = []
        start = time.perf_counter()
        with _listening(statements):
            response = get_response(request)
            _rendered(response)
        if "X-Explain" in request.headers:
            said = {"status": response.status_code, "ms": (time.perf_counter() - start) * 1000, "statements": _explained(statements)}
            return JsonResponse(said)
        response["X-Queries"] = str(len(statements))
        response["X-Process"] = str(os.getpid())
        return response

    return middleware


@contextmanager
def _listening(statements):
    def listen(execute, sql, params, many, context):
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            statements.append((sql, params, (time.perf_counter() - start) * 1000))

    with connection.execute_wrapper(listen):
        yield


def _rendered(response):
    if hasattr(response, "render") and not response.is_rendered:
        response.render()


def _explained(statements):
    """Each is run once more for its plan, and undone."""
    return [
        {"sql": str(sql), "ms": took, **_plan(sql, params)}
        for sql, params, took in statements
        if str(sql).lstrip().upper().startswith(PLANNED)
    ]


def _plan(sql, params):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", params)
            [(found,)] = cursor.fetchall()
            transaction.set_rollback(True)
    except DatabaseError as error:
        return {"refused": type(error).__name__}
    return {"plan": (json.loads(found) if isinstance(found, str) else found)[0]}
