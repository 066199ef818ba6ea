from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models

from core.models import Recorded

from .people import Author, Publisher


class Genre(models.Model):
    name = models.CharField(max_length=60)
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="children")

    def __str__(self):
        return self.name


class Book(Recorded):
    author = models.ForeignKey(Author, on_delete=models.CASCADE)
    editor = models.ForeignKey(Author, on_delete=models.SET_NULL, null=True)  # expect: fields.E304
    title = models.CharField(max_length=100)
    publisher = models.ForeignKey(Publisher, on_delete=models.PROTECT, null=True, related_name="books")
    genres = models.ManyToManyField(Genre, blank=True, related_name="books")
    sequel_of = models.ForeignKey(  # expect: fields.W342
        "self",
        unique=True,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="sequel",
    )
    # Nobody asks a user for the books that they proofread: "+" leaves the reverse name out.
    proofreader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    copies = models.PositiveIntegerField(default=0)
    reviews = GenericRelation("feedback.Review", related_query_name="book")

    class Meta:
        ordering = ["title"]

    def __str__(self):
        return self.title


class Copy(models.Model):
    """One volume on a shelf."""

    book = models.ForeignKey(Book, on_delete=models.CASCADE, related_name="copies")  # expect: fields.E302
    shelf = models.ForeignKey("warehouse.Shelf", on_delete=models.PROTECT)  # expect: fields.E300


class AudioBook(Book):
    """A book with its own table beside Book's: multi-table inheritance."""

    narrator = models.ForeignKey(Author, on_delete=models.RESTRICT, related_name="reading")
    minutes = models.PositiveIntegerField()


class BestsellerManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().annotate(sold=models.Sum("order_lines__quantity")).filter(sold__gte=100)


class Bestseller(Book):
    """Book's own table, other rows: a proxy."""

    objects = BestsellerManager()

    class Meta:
        proxy = True
