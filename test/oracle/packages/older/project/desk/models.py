from django.contrib.auth import get_user_model
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from gm2m import GM2MField
from mezzanine.core.fields import FileField, RichTextField
from mezzanine.core.models import Displayable, Ownable, Orderable, Slugged, TimeStamped
from mezzanine.generic.fields import CommentsField, KeywordsField, RatingField
from mezzanine.pages.models import Page
from notifications.base.models import AbstractNotification
from schedule.models import Calendar, Event

User = get_user_model()


class Notice(AbstractNotification):
    room = models.ForeignKey("Room", models.CASCADE, null=True)

    class Meta(AbstractNotification.Meta):
        abstract = False


class Room(Page):
    keeper = models.ForeignKey(User, models.PROTECT, related_name="rooms")
    calendar = models.OneToOneField(Calendar, models.CASCADE)


class Chair(Orderable):
    room = models.ForeignKey(Room, models.CASCADE, related_name="chairs")

    class Meta:
        order_with_respect_to = "room"


class Report(Displayable, Ownable):
    text = RichTextField()
    comments = CommentsField()
    rating = RatingField()
    about = GM2MField("desk.Room", "desk.Chair", related_name="reports")


class Task(Slugged, TimeStamped):
    state = models.CharField(max_length=20)
    event = models.ForeignKey(Event, models.SET_NULL, null=True)
    subject_type = models.ForeignKey(ContentType, models.CASCADE, db_column="subject", related_name="+")
    subject_id = models.PositiveIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")


class NightTask(Task):
    class Meta:
        proxy = True


Task.add_to_class("helper", models.ForeignKey(User, models.SET_DEFAULT, default=1, related_name="helped_tasks"))
