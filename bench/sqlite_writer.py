"""One writing process: python -m bench.sqlite_writer ENGINE FILE HOLD_MS PAUSE_MS COUNT.

Prints `ready`, then on its last line the milliseconds of each write as JSON. COUNT 0 writes
until standard input closes.
"""

import json
import sys
import threading
import time
from contextlib import suppress

import django
from django.conf import settings


def main(engine: str, file: str, hold: float, pause: float, count: int) -> None:
    """Write and measure from before BEGIN to after COMMIT."""
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
    options = {"timeout": 5, "transaction_mode": "IMMEDIATE", "init_command": pragmas}
    settings.configure(DATABASES={"default": {"ENGINE": engine, "NAME": file, "OPTIONS": options}})
    django.setup()
    from django.db import OperationalError, connection, transaction

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS t (n INTEGER)")
    closed = threading.Event()
    if not count:
        threading.Thread(target=_watch, args=[closed], daemon=True).start()
    print("ready", flush=True)
    took: list[float] = []
    while not closed.is_set() and (not count or len(took) < count):
        before = time.perf_counter()
        begun = before
        # A write that gave up after its 5 s counts with the time it waited.
        with suppress(OperationalError), transaction.atomic(), connection.cursor() as cursor:
            begun = time.perf_counter()
            cursor.execute("INSERT INTO t VALUES (1)")
            time.sleep(hold / 1000)
        ended = time.perf_counter()
        took.append((ended - (before if count else begun)) * 1000)
        time.sleep(pause / 1000)
    print(json.dumps(took), flush=True)


def _watch(closed: threading.Event) -> None:
    sys.stdin.read()
    closed.set()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]), float(sys.argv[4]), int(sys.argv[5]))
