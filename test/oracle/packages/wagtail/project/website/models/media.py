from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

__all__ = ["Paper", "Picture", "PictureRendition"]


class Picture(AbstractImage):
    credit = models.CharField(max_length=80, blank=True)
    admin_form_fields = Image.admin_form_fields + ("credit",)


class PictureRendition(AbstractRendition):
    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition")]


class Paper(AbstractDocument):
    source = models.URLField(blank=True)
    admin_form_fields = Document.admin_form_fields + ("source",)
