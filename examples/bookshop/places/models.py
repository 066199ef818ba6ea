"""Cities, and where to eat after a reading."""

from django.db import models


class City(models.Model):
    name = models.CharField(max_length=100)

    class Meta:
        verbose_name_plural = "cities"

    def __str__(self):
        return self.name


class Restaurant(models.Model):
    city = models.ForeignKey(City, on_delete=models.CASCADE)
    name = models.CharField(max_length=100)

    def __str__(self):
        return self.name


def house_restaurant():
    """Where a reading takes place when nobody chose a place; its primary key."""
    return Restaurant.objects.order_by("pk").values_list("pk", flat=True).first()


class Reading(models.Model):
    """An evening with an author."""

    author = models.ForeignKey("catalog.Author", on_delete=models.CASCADE, related_name="readings")
    venue = models.ForeignKey(Restaurant, on_delete=models.SET_DEFAULT, default=house_restaurant)
    host = models.OneToOneField("accounts.Profile", on_delete=models.SET_NULL, null=True, blank=True)
    starts = models.DateTimeField()
