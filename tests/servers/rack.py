"""The production profile's real servers together: PostgreSQL (durable), Valkey, S3, SMTP.

    python -m tests.servers.rack FOLDER           run them until SIGTERM
    python -m tests.servers.rack FOLDER --used    what each was used for; 1 if one was not

`FOLDER/servers.json` appears once all of them answer: the environment that names them, for the
production settings. Mail arrives in `FOLDER/outbox` as it would in the embedded profile. Nothing
that they keep outlives them.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final, Self

from tests.production import key_files

from .postgres import Kind, Postgres
from .s3 import S3
from .smtp import Smtp
from .valkey import Valkey

FACTS: Final = "servers.json"
SENDER: Final = "Yisai%20%3Cnoreply%40example.org%3E"


class Rack:
    """All four, started together and ended together.

    `fast` is for ordinary tests: a PostgreSQL that forgets, which production refuses.
    """

    def __init__(self, folder: Path, *, kind: Kind = "durable") -> None:
        self.folder, self.kind = folder, kind
        self.env: dict[str, str] = {}
        self.valkey = Valkey()
        self._running = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            cluster = stack.enter_context(Postgres(self.kind))
            valkey = stack.enter_context(self.valkey)
            store = stack.enter_context(S3())
            mail = stack.enter_context(Smtp(self.folder / "outbox"))
            (self.folder / "keys").mkdir(parents=True, exist_ok=True)
            self.env = {
                "DATABASE_URL": cluster.create_database("yisai"),
                "BUS_URL": f"{valkey.url}/0",
                "CACHE_URL": f"{valkey.url}/1",
                "FILES_URL": store.files_url,
                "MAIL_URL": f"smtp://127.0.0.1:{mail.port}?from={SENDER}",
                **key_files(self.folder / "keys"),
            }
            self._running = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._running.close()


def used(folder: Path) -> dict[str, int]:
    """What each server did since it started, asked of the server itself."""
    import boto3
    import psycopg
    from redis import Redis

    from config.settings.files import files_place

    env = json.loads((folder / FACTS).read_text(encoding="utf-8"))
    with psycopg.connect(env["DATABASE_URL"]) as connection:
        row = connection.execute(
            "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()"
        ).fetchone()
    with Redis.from_url(env["CACHE_URL"]) as client:
        counted: Any = client.info("commandstats")
    place = files_place(env["FILES_URL"], origin="", folder=folder)[1]
    assert place is not None
    store = boto3.client(
        "s3",
        endpoint_url=place["endpoint"],
        aws_access_key_id=place["access_key"],
        aws_secret_access_key=place["secret_key"],
        region_name=place["region"],
    )
    kept = store.list_objects_v2(Bucket=place["bucket"], Prefix="files/")
    return {
        "commits": int(row[0]) if row else 0,
        "counted": counted.get("cmdstat_set", {}).get("calls", 0),
        "published": counted.get("cmdstat_publish", {}).get("calls", 0),
        "files": int(kept["KeyCount"]),
        "mails": len(list((folder / "outbox").glob("*.eml"))),
    }


def main() -> int:
    """Run, or tell what was used."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--used", action="store_true")
    asked = parser.parse_args()
    if asked.used:
        counts = used(asked.folder)
        told = " ".join(f"{name}={count}" for name, count in counts.items())
        sys.stdout.write(f"servers used: {told}\n")
        return 0 if all(counts.values()) else 1
    over = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: over.set())
    asked.folder.mkdir(parents=True, exist_ok=True)
    with Rack(asked.folder) as rack:
        draft = asked.folder / f".{FACTS}"
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(rack.env), encoding="utf-8")
        draft.rename(asked.folder / FACTS)
        over.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
