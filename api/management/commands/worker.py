"""`manage.py worker`: do the queued jobs and queue the periodic ones, until told to stop."""

import signal
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand

from core.db.startup import database_require
from core.jobs.worker import Worker


class Command(BaseCommand):
    """Ends after the running job on SIGTERM or Ctrl-C; a second signal ends it at once."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """Work. Any number of workers may run on any number of machines."""
        database_require()
        worker = Worker()

        def stop(number: int, _frame: FrameType | None) -> None:
            signal.signal(number, signal.SIG_DFL)
            worker.stop()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        self.stdout.write(f"worker {worker.name}")
        self.stdout.flush()
        worker.run()
