from django.conf import settings
from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from taggit.models import TaggedItemBase
from wagtail.contrib.forms.models import AbstractEmailForm, AbstractFormField
from wagtail.contrib.settings.models import BaseGenericSetting, BaseSiteSetting, register_setting
from wagtail.models import DraftStateMixin, LockableMixin, Orderable, Page, RevisionMixin, TranslatableMixin, WorkflowMixin
from wagtail.snippets.models import register_snippet


@register_snippet
class Author(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, TranslatableMixin, models.Model):
    name = models.CharField(max_length=80)
    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)

    class Meta(TranslatableMixin.Meta):
        pass


@register_snippet
class Topic(ClusterableModel):
    name = models.CharField(max_length=80)


class TopicLink(Orderable):
    topic = ParentalKey(Topic, on_delete=models.CASCADE, related_name="links")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")


class ArticleTag(TaggedItemBase):
    content_object = ParentalKey("Article", on_delete=models.CASCADE, related_name="tagged_items")


class BasePage(Page):
    picture = models.ForeignKey(settings.WAGTAILIMAGES_IMAGE_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True


class ArticleIndex(BasePage):
    subpage_types = ["Article"]


class Article(BasePage):
    authors = ParentalManyToManyField(Author, blank=True)
    topics = ParentalManyToManyField(Topic, blank=True, related_name="articles")
    tags = ClusterTaggableManager(through=ArticleTag, blank=True)


class Contact(AbstractEmailForm):
    pass


class ContactField(AbstractFormField):
    page = ParentalKey(Contact, on_delete=models.CASCADE, related_name="form_fields")


@register_setting
class Social(BaseSiteSetting):
    imprint = models.ForeignKey(Page, models.SET_NULL, null=True, blank=True, related_name="+")


@register_setting
class Defaults(BaseGenericSetting):
    author = models.ForeignKey(Author, models.PROTECT)
