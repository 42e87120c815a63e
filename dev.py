#!/usr/bin/env python3
"""Set up, run and test Yisai with nothing but Python 3.11+ and Node 20.19+ installed.

python3 dev.py up [--port N]          set up, load the demo contest, serve it
python3 dev.py up --once [--port N]   the same on a throw-away database; play the final, stop
python3 dev.py up --once --production the same in the production profile, on real servers
python3 dev.py test [ARGS] [--full] [--ci]
python3 dev.py lint [--write]
python3 dev.py manage ...             manage.py inside the set-up environment

The work is in deploy/dev/. This file stays readable by old interpreters, so that
whoever starts it with one reads a sentence and not a traceback.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the whole point of this check
    sys.exit(
        "Yisai needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". "
        "Start dev.py with a newer one, for example: python3.11 dev.py up"
    )

from deploy.dev.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
