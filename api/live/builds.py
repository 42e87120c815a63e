"""Which builds of the client the server still understands."""

import re

# Raised together with a change that an older client would answer wrongly.
OLDEST = (0, 1, 0)
_VERSION = re.compile(r"(\d{1,6})\.(\d{1,6})\.(\d{1,6})")


def is_too_old(build: str) -> bool:
    """Whether a build's version is below the oldest one served.

    A name that is no version (a test, a tool) is taken as current.
    """
    found = _VERSION.match(build)
    return found is not None and tuple(int(part) for part in found.groups()) < OLDEST
