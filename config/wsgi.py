"""The WSGI application: pages and REST."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.embedded")

application = get_wsgi_application()

from core.db.durability import durability_require  # noqa: E402 - Django is set up first

durability_require()
