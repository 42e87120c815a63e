"""Kill, freeze and cut off workers while they work; then count what must not be.

python -m tests.system.faults.work.storm --db sqlite|pg --jobs 4000 --kills 200

Prints one JSON line; ends with 0 only if no job and no mail was lost or doubled.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
import uuid
from collections import Counter
from contextlib import ExitStack
from email import message_from_bytes
from pathlib import Path
from typing import Self

from tests.servers.postgres import Postgres

WORKERS = 2
# A tempo of the tests' own: a dead worker's run is taken over after this.
LEASE_S, POLL_S = 0.4, 0.01
KINDS = ("kills", "freezes", "cuts")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db", choices=("sqlite", "pg"), default="sqlite")
    parser.add_argument("--jobs", type=int, default=4000, help="of each of four kinds, a quarter")
    parser.add_argument("--only", default="", help="one kind: row, second, line or mail")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--freezes", type=float, default=0.05, help="share of all harm")
    parser.add_argument("--frozen", type=int, default=0, help="at least so many freezes")
    parser.add_argument("--mutant", default="")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--seconds", type=float, default=600.0, help="give up after")
    return parser.parse_args()


def main() -> int:
    """Run one storm and print its figures."""
    asked = arguments()
    seed = asked.seed if asked.seed is not None else random.SystemRandom().randrange(10**6)
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="yw-")))
        cluster = stack.enter_context(Postgres("fast")) if asked.db == "pg" else None
        url = cluster.create_database("storm") if cluster else f"sqlite:///{home}/storm.sqlite3"
        os.environ |= {
            "DATABASE_URL": url,
            "VAR_DIR": str(home),
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
        }
        work = queued(asked.jobs, asked.only)
        began = time.monotonic()
        storm = Storm(asked, random.Random(seed))
        with storm:
            storm.run()
        figures = {"db": asked.db, "jobs": asked.jobs, "seed": seed} | storm.figures()
        figures |= counted(work, home) | {"seconds": str(round(time.monotonic() - began, 1))}
    wrong = ("lost", "doubled", "lines_lost", "mails_lost", "mails_doubled", "failed")
    figures["clean"] = not any(figures[name] for name in wrong)
    print(json.dumps(figures))  # noqa: T201 - the command's answer
    return 0 if figures["clean"] else 1


def queued(jobs: int, only: str) -> dict[str, list[str]]:
    """Migrate, and queue a quarter of the work of each kind, or all of one kind."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections, transaction

    from core import clock, tempo
    from core.services.hosts import host_create
    from core.services.notices import notice_queue
    from tests.system.faults.work import tasks

    tempo.TEMPO = tempo.Tempo(job_lease_s=LEASE_S, job_poll_s=POLL_S)
    settings.NOTICES_AT_ONCE = False
    call_command("migrate", verbosity=0)
    host_create(slug="storm", name={"zh": "风暴", "en": "Storm"})
    kinds = {"row": tasks.row, "second": tasks.row_at_the_second_try, "line": tasks.line}
    shares = {kind: jobs * (kind == only) if only else jobs // 4 for kind in (*kinds, "mail")}
    work = {kind: [str(uuid.uuid4()) for _ in range(share)] for kind, share in shares.items()}
    with transaction.atomic():
        for kind, job in kinds.items():
            for subject in work[kind]:
                job.enqueue(subject=subject)
        for subject in work["mail"]:
            notice_queue(
                key=subject,
                kind="storm",
                to="storm@example.test",
                subject="风暴",
                body=subject,
                at=clock.now(),
            )
    connections.close_all()
    return work


class Storm:
    """Two workers, forked; each is killed, frozen past its lease or cut from the database."""

    def __init__(self, asked: argparse.Namespace, chance: random.Random) -> None:
        self._asked, self._chance = asked, chance
        self._until = time.monotonic() + asked.seconds
        self._pids: list[int] = []
        self._did: Counter[str] = Counter()

    def __enter__(self) -> Self:
        self._pids = [self._fork() for _ in range(WORKERS)]
        return self

    def __exit__(self, *_: object) -> None:
        for pid in self._pids:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)

    def figures(self) -> dict[str, int]:
        """What was done to the workers."""
        return {name: self._did[name] for name in KINDS}

    def run(self) -> None:
        """Every kill, then peace until the queue is empty; raises TimeoutError."""
        while self._did["kills"] < self._asked.kills or self._did["freezes"] < self._asked.frozen:
            time.sleep(self._chance.uniform(0.005, 0.08))
            self._harm()
            self._require_time()
        while left() > 0:
            time.sleep(0.05)
            self._require_time()

    def _harm(self) -> None:
        place = self._chance.randrange(WORKERS)
        what = self._chance.random()
        if what < self._asked.freezes:
            self._freeze(self._pids[place])
        elif what > 0.9 and self._asked.db == "pg":
            cut()
            self._did["cuts"] += 1
        else:
            os.kill(self._pids[place], signal.SIGKILL)
            os.waitpid(self._pids[place], 0)
            self._pids[place] = self._fork()
            self._did["kills"] += 1

    def _freeze(self, pid: int) -> None:
        """Long enough that another worker takes its run; then it wakes and goes on."""
        os.kill(pid, signal.SIGSTOP)
        time.sleep(LEASE_S * 1.5)
        os.kill(pid, signal.SIGCONT)
        self._did["freezes"] += 1

    def _fork(self) -> int:
        pid = os.fork()
        if pid:
            return pid
        os._exit(worked(self._asked.mutant))

    def _require_time(self) -> None:
        if time.monotonic() > self._until:
            raise TimeoutError(f"{left()} runs are not done")


def worked(mutant: str) -> int:
    """The child: a worker until it is killed."""
    import logging

    from core.jobs.schedule import Schedule
    from core.jobs.worker import Worker

    logging.disable(logging.CRITICAL)
    if mutant:
        from tests.system.faults.work.mutants import break_it

        break_it(mutant)
    Worker(schedule=Schedule([])).run()
    return 0


def left() -> int:
    """Runs that are neither done nor failed. Leaves no connection: the next child is forked."""
    from django.db import connections

    from core.models import JobRun

    try:
        return JobRun.objects.filter(state__in=("waiting", "running")).count()
    finally:
        connections.close_all()


def cut() -> None:
    """End every backend of PostgreSQL but this one."""
    from django.db import connection, connections

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )
    connections.close_all()


def counted(work: dict[str, list[str]], home: Path) -> dict[str, int]:
    """What is missing and what is there twice, of jobs and of mails."""
    from django.db.models import Sum

    from core.models import AuditEvent, JobRun

    rows = Counter(str(uid) for uid in AuditEvent.objects.values_list("subject_id", flat=True))
    written = home / "lines"
    lines = set(written.read_text(encoding="ascii").split()) if written.exists() else set()
    letters = [message_from_bytes(path.read_bytes()) for path in (home / "outbox").glob("*.eml")]
    mails = Counter(str(letter.get_payload()).strip() for letter in letters)
    once = work["row"] + work["second"]
    claims = JobRun.objects.aggregate(claims=Sum("claims"), failures=Sum("failures"))
    return {
        # Tries that neither failed nor came to an end: a worker was killed or frozen in them.
        "struck": claims["claims"] - claims["failures"] - JobRun.objects.count(),
        "lost": sum(rows[subject] == 0 for subject in once),
        "doubled": sum(rows[subject] > 1 for subject in once),
        "lines_lost": len(set(work["line"]) - lines),
        "mails_lost": sum(mails[subject] == 0 for subject in work["mail"]),
        "mails_doubled": sum(mails[subject] > 1 for subject in work["mail"]),
        "failed": JobRun.objects.filter(state="failed").count(),
    }


if __name__ == "__main__":
    sys.exit(main())
