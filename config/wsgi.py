"""The WSGI application: pages and REST. In production `granian --interface wsgi` runs it."""

import os

from django.core.wsgi import get_wsgi_application

from config.settings import process

process.serving = True
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.embedded")

application = get_wsgi_application()

from core.db.startup import database_require  # noqa: E402 - Django is set up first

database_require()
