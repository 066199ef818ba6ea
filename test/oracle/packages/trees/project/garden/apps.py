from django.apps import AppConfig


class GardenConfig(AppConfig):
    name = "garden"
    label = "plot"
    default_auto_field = "django.db.models.AutoField"
