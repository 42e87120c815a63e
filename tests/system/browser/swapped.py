"""The settings of the tests with a client that can be deployed anew under the running server.

`YISAI_CLIENT` names the folder of a build, or a link to one that a test turns to another.
"""

import os
from pathlib import Path

from config.settings.test import *  # noqa: F403 - only where the client lies is another
from tests.servers.app import ROOT

CLIENT_DIST = Path(os.environ["YISAI_CLIENT"])
STATICFILES_DIRS = [CLIENT_DIST, ROOT / "api" / "pages" / "static"]
