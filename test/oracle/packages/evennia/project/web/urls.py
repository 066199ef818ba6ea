from evennia.web.urls import urlpatterns

__all__ = ["urlpatterns"]
