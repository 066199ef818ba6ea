"""The reverse names, used the way the rest of the shop uses them."""

from django.test import TestCase

from accounts.models import Profile, User
from campus.models import Course, Student
from catalog.models import Author, Book
from places.models import City, Restaurant


class ReverseNameTests(TestCase):
    def test_one_author_has_many_books(self):
        author = Author.objects.create(name="Ursula")
        book = Book.objects.create(author=author, title="Always Coming Home")

        self.assertEqual(list(author.books.all()), [book])
        self.assertEqual(Author.objects.get(books__title="Always Coming Home"), author)

    def test_one_user_has_one_profile(self):
        user = User.objects.create(username="ada")
        profile = Profile.objects.create(user=user, bio="Counts.")

        self.assertEqual(user.profile, profile)

    def test_many_restaurants_are_in_one_city(self):
        city = City.objects.create(name="Basel")
        restaurant = Restaurant.objects.create(city=city, name="Linde")

        self.assertEqual(list(city.restaurant_set.all()), [restaurant])

    def test_students_and_courses_are_many_on_both_sides(self):
        student = Student.objects.create(name="Emmy")
        course = Course.objects.create(name="Algebra")
        student.courses.add(course)

        self.assertEqual(list(course.student_set.all()), [student])
