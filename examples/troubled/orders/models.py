"""What customers buy, and where it goes."""

from django.conf import settings
from django.db import models

from catalog.models import Book
from core.models import TimeStamped


class Voucher(models.Model):
    code = models.CharField(max_length=12, unique=True)
    percent = models.PositiveSmallIntegerField()

    def __str__(self):
        return self.code


class Order(TimeStamped):
    customer = models.ForeignKey(  # expect: missing-on-delete
        settings.AUTH_USER_MODEL,
        related_name="orders",
        limit_choices_to={"is_active": True},
    )
    books = models.ManyToManyField(Book, through="OrderLine", related_name="orders")
    voucher = models.ForeignKey(Voucher, models.SET_NULL, null=True, blank=True)
    ship_to = models.ForeignKey("places.City", on_delete=models.PROTECT)

    def total(self):
        return sum(line.quantity * line.price for line in self.lines.all())


class OrderLine(models.Model):
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    book = models.ForeignKey(Book, on_delete=models.RESTRICT, related_name="order_lines")
    quantity = models.PositiveSmallIntegerField(default=1)
    price = models.DecimalField(max_digits=8, decimal_places=2)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order", "book"], name="one_line_per_book")]


class Invoice(TimeStamped):
    """One order, one invoice: the order's key is the invoice's key."""

    order = models.OneToOneField(Order, primary_key=True)  # expect: missing-on-delete
    number = models.CharField(max_length=20, unique=True)
