from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """The package is called reviews; its models are `feedback.Review`, `feedback.Comment` …"""

    name = "reviews"
    label = "feedback"
