"""People who sign in."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    newsletter = models.BooleanField(default=False)

    def display_name(self):
        return self.get_full_name() or self.username


class Profile(models.Model):
    user = models.OneToOneField(User, on_delete="CASCADE")  # expect: on-delete-not-callable
    bio = models.TextField()
    favourite_genres = models.ManyToManyField("catalog.Genre", on_delete=models.CASCADE)  # expect: on-delete-on-many-to-many

    def __str__(self):
        return f"Profile of {self.user}"
