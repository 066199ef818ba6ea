"""What readers say, about anything in the shop."""

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from core.models import Recorded


class Opinion(Recorded):
    """Words of a reader. `%(class)s` gives `user.reviews_written` and `user.comments_written`."""

    writer = models.ForeignKey(get_user_model(), on_delete=models.CASCADE, related_name="%(class)ss_written")
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
    answers = models.ForeignKey("Comment", on_delete=models.CASCADE, null=True, blank=True)
