"""What readers say, about anything in the shop."""

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from core.models import Recorded


class Opinion(Recorded):
    """Words of a reader: each child would give the user the same `opinions`."""

    writer = models.ForeignKey(  # expect: fields.E304
        get_user_model(),
        on_delete=models.CASCADE,
        related_name="opinions",
    )
    words = models.TextField()

    class Meta(Recorded.Meta):
        abstract = True


class Review(Opinion):
    stars = models.PositiveSmallIntegerField()
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey("content_type", "object_id")

    class Meta:
        indexes = [models.Index(fields=["content_type", "object_id"], name="review_subject")]


class Comment(Opinion):
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="comments")
    answers = models.ForeignKey(Opinion, on_delete=models.CASCADE, null=True)  # expect: fields.E300
