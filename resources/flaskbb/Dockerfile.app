# FlaskBB behind uWSGI. One image for the web application, the Celery worker and the database migration; what it runs
# is `launch`'s first word.
#
# BASE_IMAGE is any Debian with Python 3.12 or newer, or none yet: Debian's own is installed then.
ARG BASE_IMAGE=python:3.13-slim

# Wheels: everything that compiles, compiles here.
FROM ${BASE_IMAGE} AS wheelhouse
RUN apt-get update -qq \
    && apt-get install -qq -y --no-install-recommends gcc libc6-dev libpq-dev \
        $(command -v python3 >/dev/null || echo python3-dev python3-venv) \
    && rm -rf /var/lib/apt/lists/*
RUN python3 -m venv /opt/pip
COPY requirements.txt constraints.txt /build/
# The release that PyPI has; a checkout in source/ takes its place.
ARG FLASKBB_VERSION=2.2.0
ARG CONSTRAINTS=/build/constraints.txt
COPY sourc[e] /build/source/
RUN --mount=type=cache,target=/root/.cache/pip \
    if [ -e /build/source/pyproject.toml ]; then flaskbb=/build/source; else flaskbb="flaskbb==${FLASKBB_VERSION}"; fi \
    && /opt/pip/bin/pip wheel --wheel-dir /wheelhouse -c "${CONSTRAINTS}" -r /build/requirements.txt "$flaskbb"
COPY fix_flaskbb.py /build/
RUN python3 -m venv /opt/flaskbb \
    && /opt/flaskbb/bin/pip install --no-index --find-links /wheelhouse flaskbb -r /build/requirements.txt \
    && /opt/flaskbb/bin/python /build/fix_flaskbb.py \
    && /opt/flaskbb/bin/pybabel compile -d /opt/flaskbb/lib/python3*/site-packages/flaskbb/translations \
    && /opt/flaskbb/bin/pip uninstall -q -y pip \
    && mkdir -p /opt/flaskbb/var/flaskbb-instance

FROM ${BASE_IMAGE}
RUN apt-get update -qq \
    && apt-get install -qq -y --no-install-recommends libpq5 \
        $(command -v python3 >/dev/null || echo python3 '^libpython3\.[0-9]+$') \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 1009 flaskbb \
    && useradd --uid 1009 --gid flaskbb --no-create-home --home-dir /var/lib/flaskbb --shell /usr/sbin/nologin flaskbb \
    && install -d -o flaskbb -g flaskbb /var/lib/flaskbb
COPY --from=wheelhouse /opt/flaskbb /opt/flaskbb
COPY launch wsgi.py health.py db_upgrade.py db_schema.py /opt/launch/
RUN chmod 755 /opt/launch/launch
ENV PATH=/opt/flaskbb/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
# Nothing is missing at run time:
RUN uwsgi --version && python3 -c 'import psycopg2, flaskbb'
# For every entry point: nothing here needs root, not even for a moment.
USER flaskbb
WORKDIR /var/lib/flaskbb
EXPOSE 8080
ENTRYPOINT ["/opt/launch/launch"]
CMD ["uwsgi"]
