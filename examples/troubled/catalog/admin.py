from django.contrib import admin

from .models import AudioBook, Author, Book, Genre, Publisher


@admin.register(Book)
class BookAdmin(admin.ModelAdmin):
    list_display = ["title", "author", "publisher"]
    list_filter = ["genres"]
    search_fields = ["title", "author__name"]


admin.site.register([AudioBook, Author, Genre, Publisher])
