from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models
from model_utils.managers import InheritanceManager
from model_utils.models import SoftDeletableModel, StatusModel, TimeStampedModel, UUIDModel
from mptt.models import MPTTModel, TreeForeignKey, TreeManyToManyField
from parler.models import TranslatableModel, TranslatedFields, TranslatedFieldsModel
from polymorphic.models import PolymorphicModel
from simple_history import register
from simple_history.models import HistoricalRecords
from taggit.managers import TaggableManager
from taggit.models import GenericTaggedItemBase, TagBase, TaggedItemBase
from treebeard.al_tree import AL_Node
from treebeard.mp_tree import MP_Node
from treebeard.ns_tree import NS_Node


class Owned(models.Model):
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="owned_%(class)ss", related_query_name="owned_%(class)s")

    class Meta:
        abstract = True


class Family(MPTTModel):
    name = models.CharField(max_length=80)
    parent = TreeForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="children")


class Species(Owned, TimeStampedModel):
    name = models.CharField(max_length=80)
    family = TreeForeignKey(Family, models.PROTECT, related_name="species")
    relatives = TreeManyToManyField(Family, related_name="related_species")
    tags = TaggableManager()
    history = HistoricalRecords()


class Bed(MP_Node):
    keeper = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)


class Path(NS_Node):
    beds = models.ManyToManyField(Bed, through="Border")


class Border(models.Model):
    path = models.ForeignKey(Path, models.CASCADE)
    bed = models.ForeignKey(Bed, models.CASCADE)


class Season(AL_Node):
    parent = models.ForeignKey("self", related_name="children_set", null=True, db_index=True, on_delete=models.CASCADE)
    sib_order = models.PositiveIntegerField()


class Plant(PolymorphicModel):
    bed = models.ForeignKey(Bed, models.CASCADE, related_name="plants")
    neighbours = models.ManyToManyField("self")
    marks = GenericRelation("Mark")
    history = HistoricalRecords(m2m_fields=[neighbours])


class Flower(Plant):
    season = models.ForeignKey(Season, models.CASCADE)


class Shrub(Plant):
    plant = models.OneToOneField(Plant, models.CASCADE, parent_link=True, primary_key=True, related_name="as_shrub")
    history = HistoricalRecords(related_name="log", m2m_fields=[])


class Rose(Flower):
    class Meta:
        proxy = True


class Mark(UUIDModel):
    content_type = models.ForeignKey(ContentType, models.CASCADE)
    object_id = models.PositiveIntegerField()
    about = GenericForeignKey()


class Label(TagBase):
    pass


class LabelledThing(GenericTaggedItemBase):
    tag = models.ForeignKey(Label, models.CASCADE, related_name="%(app_label)s_%(class)s_items")


class BedTag(TaggedItemBase):
    content_object = models.ForeignKey("Guide", models.CASCADE)


class Guide(TranslatableModel):
    translations = TranslatedFields(title=models.CharField(max_length=80), editor=models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE), plants=models.ManyToManyField(Plant))
    beds = TaggableManager(through=BedTag, related_name="guides_of_beds")
    labels = TaggableManager(through=LabelledThing)


class Note(TranslatableModel):
    guide = models.ForeignKey(Guide, models.CASCADE)


class NoteTranslation(TranslatedFieldsModel):
    master = models.ForeignKey(Note, models.CASCADE, related_name="translations", null=True)


class Job(SoftDeletableModel, StatusModel):
    STATUS = [("open", "open"), ("done", "done")]
    species = models.ForeignKey(Species, models.RESTRICT)
    objects = InheritanceManager()


class Tool(TimeStampedModel):
    bed = models.ForeignKey(Bed, models.CASCADE)
    species = models.ForeignKey(Species, models.CASCADE)


register(Tool, table_name="tool_history", excluded_fields=["species"])
