"""Abstract bases that the other apps share."""

from django.conf import settings
from django.db import models


class TimeStamped(models.Model):
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class Recorded(TimeStamped):
    """Remembers who wrote a row. Each child gets reverse names of its own through `%(class)s`."""

    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="recorded_%(app_label)s_%(class)s",
        related_query_name="recorded_%(app_label)s_%(class)s",
    )

    class Meta:
        abstract = True
