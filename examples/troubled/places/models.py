"""Cities, and where to eat after a reading."""

from django.db import models


class City(models.Model):
    name = models.CharField(max_length=100)

    class Meta:
        verbose_name_plural = "cities"

    def __str__(self):
        return self.name


class Restaurant(models.Model):
    city = models.ForeignKey(City)  # expect: missing-on-delete
    name = models.CharField(max_length=100)
    owner = models.ForeignKey(  # expect: fields.E309
        "catalog.Author",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="restaurants__owned",
    )
    critic = models.ForeignKey("auth.User", on_delete=models.CASCADE, related_name="+")  # expect: fields.E301

    def __str__(self):
        return self.name


class Reading(models.Model):
    """An evening with an author."""

    author = models.ForeignKey("catalog.Author", on_delete=models.CASCADE)  # expect: fields.E305
    venue = models.ForeignKey(Restaurant, on_delete=models.SET_DEFAULT)  # expect: fields.E321
    host = models.OneToOneField("accounts.Profile", on_delete=models.SET_NULL, null=True, blank=True)
    starts = models.DateTimeField()
