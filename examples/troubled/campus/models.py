"""The campus branch: students, their courses, and the books that a course asks for."""

from django.db import models


class Student(models.Model):
    name = models.CharField(max_length=100)
    courses = models.ManyToManyField(Course)  # expect: target-above-its-class
    friends = models.ManyToManyField("self", blank=True)
    grade = models.CharField(max_length=2, blank=True)

    def __str__(self):
        return self.name


class Course(models.Model):
    name = models.CharField(max_length=100)
    prerequisites = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="leads_to")
    reading_list = models.ManyToManyField(
        "catalog.Book",
        through="RequiredReading",
        through_fields=("course", "book"),
        related_name="courses",
    )

    def __str__(self):
        return self.name


class RequiredReading(models.Model):
    """Two foreign keys lead to Book, so the course names the one that counts in `through_fields`."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE)
    book = models.ForeignKey("catalog.Book", on_delete=models.PROTECT, related_name="required_by")
    instead_of = models.ForeignKey(
        "catalog.Book",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="replaced_by",
    )
    week = models.PositiveSmallIntegerField()

    class Meta:
        unique_together = [("course", "book")]
        ordering = ["week"]


class Grade(models.Model):
    """What a student got in a course."""

    student = models.ForeignKey(Student, on_delete=models.CASCADE)  # expect: fields.E303
    course = models.ForeignKey(Course, on_delete=models.CASCADE)
    mark = models.CharField(max_length=2)
