from django.conf import settings
from django.db import models
from oscar.apps.catalogue.abstract_models import AbstractProduct


class Maker(models.Model):
    name = models.CharField(max_length=80)


class Product(AbstractProduct):
    maker = models.ForeignKey(Maker, models.PROTECT, null=True, related_name="products")
    watchers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="watched_products")


from oscar.apps.catalogue.models import *  # noqa: E402, isort:skip
