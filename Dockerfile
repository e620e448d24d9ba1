# The site and its worker: one image, two commands (see docker-compose.yml). Settings come from the environment.
FROM python:3.11-slim-bookworm AS environment
COPY requirements/run.txt /tmp/run.txt
RUN python -m venv /opt/venv \
 && /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r /tmp/run.txt

FROM python:3.11-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=mcm_site.settings.production
RUN useradd --system --uid 1000 --home-dir /srv/mcm --shell /usr/sbin/nologin mcm
WORKDIR /srv/mcm
COPY --from=environment /opt/venv /opt/venv
COPY . .
# Static files are part of the image; what the site writes (media) goes to the volume var/media.
RUN SECRET_KEY=collecting ALLOWED_HOSTS=collecting python manage.py collectstatic --no-input --verbosity 0 \
 && mkdir -p var/media && chown -R mcm var
USER mcm
EXPOSE 8000
CMD ["gunicorn", "mcm_site.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2"]
