"""Changes what spectators of a room see, so many times a second, and tells the bus of it.

python -m bench.cues ROOM HERTZ, until the end of stdin
"""

import sys
import threading
import time
from uuid import UUID


def main(room: UUID, hertz: float) -> None:
    """A new line on the screen each time."""
    import django

    django.setup()
    from django.db import connection, transaction

    from core import bus
    from judging.models import Room

    over = threading.Event()

    def wait_for_the_end() -> None:
        sys.stdin.read()
        over.set()

    threading.Thread(target=wait_for_the_end, daemon=True).start()
    begun, number = time.perf_counter(), 0
    while not over.wait(max(0.0, begun + number / hertz - time.perf_counter())):
        number += 1
        with transaction.atomic():
            shown = Room.objects.select_for_update().get(uid=room)
            shown.name = {"zh": f"第 {number} 场", "en": f"Room {number}"}
            shown.version += 1
            shown.stage_version += 1
            shown.save()
            bus.changed(room, shown.version)
        if number == 1:
            print("ready", flush=True)
    connection.close()


if __name__ == "__main__":
    main(UUID(sys.argv[1]), float(sys.argv[2]))
