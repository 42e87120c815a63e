"""Python's collector in a process that holds thousands of lines.

What is there when the server starts stays until it ends: half a million objects that a full
collection would look through again and again, some 80 ms each time, while everybody waits.
"""

import gc
from importlib import import_module

from django.conf import settings

# A line brings some fifty objects and none of them in a circle that lasts: by the usual 700, a
# hall that comes back would be collected from a hundred times.
_YOUNG, _MIDDLE, _OLD = 10_000, 20, 20


def collector_settle() -> None:
    """Leave out of every later collection what is there now; call it once, before serving."""
    # The first request would bring in every view; then it could not be left out any more.
    import_module(settings.ROOT_URLCONF)
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
