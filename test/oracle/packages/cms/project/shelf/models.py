from cms.extensions import PageContentExtension, PageExtension
from cms.extensions.extension_pool import extension_pool
from cms.models import CMSPlugin, PlaceholderRelationField
from cms.models.fields import PageField, PlaceholderField
from django.db import models
from filer.fields.file import FilerFileField
from filer.fields.folder import FilerFolderField
from filer.fields.image import FilerImageField
from parler.models import TranslatableModel, TranslatedFields
from sortedm2m.fields import SortedManyToManyField


class Book(TranslatableModel):
    translations = TranslatedFields(title=models.CharField(max_length=80))
    cover = FilerImageField(null=True, blank=True, on_delete=models.SET_NULL, related_name="book_covers")
    text = FilerFileField(on_delete=models.CASCADE)
    scans = FilerFolderField(null=True, on_delete=models.PROTECT, related_name="+")
    placeholders = PlaceholderRelationField()


class BookList(CMSPlugin):
    books = SortedManyToManyField(Book)
    page = PageField(null=True, on_delete=models.SET_NULL)

    def copy_relations(self, old_instance):
        self.books.set(old_instance.books.all())


@extension_pool.register
class Teaser(PageExtension):
    image = FilerImageField(on_delete=models.CASCADE)


@extension_pool.register
class Summary(PageContentExtension):
    book = models.ForeignKey(Book, models.CASCADE)
