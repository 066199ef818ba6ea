from django.db import models


class Author(models.Model):
    name = models.CharField(max_length=100)
    mentor = models.ForeignKey(  # expect: fields.E320
        "self",
        on_delete=models.SET_NULL,
        blank=True,
        related_name="pupils",
    )

    def __str__(self):
        return self.name


class Publisher(models.Model):
    name = models.CharField(max_length=120, unique=True)
    headquarters = models.ForeignKey("places.Citty", on_delete=models.PROTECT)  # expect: fields.E300

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name
