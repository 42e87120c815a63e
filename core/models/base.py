"""What every row has: a bigint key inside, a UUID v4 outside, the moment it was made."""

import uuid

from django.db import models

from core import clock


class Row(models.Model):
    """Base of all tables; `uid` is the id in URLs and payloads."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True
