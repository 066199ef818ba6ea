from django.db import models


class Author(models.Model):
    name = models.CharField(max_length=100)
    mentor = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="pupils",
    )

    def __str__(self):
        return self.name


class Publisher(models.Model):
    name = models.CharField(max_length=120, unique=True)
    headquarters = models.ForeignKey("places.City", on_delete=models.PROTECT, related_name="publishers")

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name
