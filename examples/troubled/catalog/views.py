from django.http import JsonResponse
from django.shortcuts import get_object_or_404

from .models import Author, Book


def author_page(request, pk):
    author = get_object_or_404(Author.objects.prefetch_related("book_set"), pk=pk)
    return JsonResponse({"name": author.name, "books": [book.title for book in author.book_set.all()]})


def book_page(request, pk):
    book = get_object_or_404(Book.objects.select_related("author", "publisher"), pk=pk)
    return JsonResponse(
        {
            "title": book.title,
            "author": book.author.name,
            "sold": sum(line.quantity for line in book.order_lines.all()),
            "courses": [course.name for course in book.courses.all()],
        }
    )
