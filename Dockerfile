# One image for web, worker and beat; the command decides.
FROM debian:12-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends python3 ca-certificates && rm -rf /var/lib/apt/lists/*
WORKDIR /qalqan
COPY scripts/get_uv.py scripts/get_uv.py
RUN python3 scripts/get_uv.py
COPY pyproject.toml uv.lock ./
RUN /root/.local/bin/uv sync --locked --no-dev --python /usr/bin/python3
COPY . .
RUN DEMO=1 DJANGO_SETTINGS_MODULE=lms.settings .venv/bin/python -c "from django.conf import settings; from lms.starting import compile_messages; compile_messages(settings.LOCALE_PATHS)" \
    && DEMO=1 .venv/bin/python manage.py collectstatic --noinput

FROM debian:12-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends python3 libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 postgresql-client ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home qalqan \
    && install -d -o qalqan /data
COPY --from=build --chown=root:root /qalqan /qalqan
WORKDIR /qalqan
ENV PATH=/qalqan/.venv/bin:$PATH PYTHONUNBUFFERED=1 DATA_DIR=/data
USER qalqan
EXPOSE 8000
CMD ["gunicorn", "--config", "ops/gunicorn.py", "lms.wsgi"]
