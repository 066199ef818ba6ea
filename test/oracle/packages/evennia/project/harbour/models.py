from django.db import models
from evennia.objects.models import ObjectDB
from evennia.utils.idmapper.models import SharedMemoryModel


class Ship(SharedMemoryModel):
    hull = models.OneToOneField("objects.ObjectDB", models.CASCADE, related_name="ship")
    crew = models.ManyToManyField("accounts.AccountDB")


class Berth(models.Model):
    room = models.ForeignKey(ObjectDB, models.CASCADE, related_name="berths")
