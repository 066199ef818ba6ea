from django.contrib import admin
from django.urls import path

from catalog import views

urlpatterns = [
    path("admin/", admin.site.urls),
    path("authors/<int:pk>/", views.author_page, name="author"),
    path("books/<int:pk>/", views.book_page, name="book"),
]
