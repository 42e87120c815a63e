"""The ASGI application: live routes here, everything else WSGI in a pool of threads."""

import os
from typing import Any, cast

from django.core.wsgi import get_wsgi_application

from config.settings import process

process.serving = True
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.embedded")

# Django must be set up before anything that imports models.
_wsgi = get_wsgi_application()

from a2wsgi import WSGIMiddleware  # noqa: E402
from django.conf import settings  # noqa: E402

from api.live.bodies import WholeBody  # noqa: E402
from config.collector import collector_settle  # noqa: E402
from config.live_routes import application_of  # noqa: E402
from core.db.startup import database_require  # noqa: E402

database_require()

WSGI_THREADS = 8

# Typed loosely: Django's `re_path` expects a view, a2wsgi its own kind of WSGI application.
_pool: Any = WSGIMiddleware(cast("Any", _wsgi), workers=WSGI_THREADS)
_threads: Any = WholeBody(_pool)

application = application_of(settings.LIVE_ROLE, _threads)
collector_settle()
