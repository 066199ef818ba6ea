"""The catalogue, one module per subject; the rest of the project imports from here."""

from .books import AudioBook, Bestseller, Book, Copy, Genre
from .people import Author, Publisher

__all__ = ["AudioBook", "Author", "Bestseller", "Book", "Copy", "Genre", "Publisher"]
