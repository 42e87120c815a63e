"""The server of the plain door: pages only, no socket, no sign-in."""

import os
from typing import Any, cast

from config.settings import process

process.serving = True
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.plain")

from a2wsgi import WSGIMiddleware  # noqa: E402 - the settings are named first
from django.core.wsgi import get_wsgi_application  # noqa: E402

application: Any = WSGIMiddleware(cast("Any", get_wsgi_application()), workers=4)
