from django.contrib import admin
from django.contrib.auth.admin import UserAdmin

from .models import Profile, User


class ProfileInline(admin.StackedInline):
    model = Profile


@admin.register(User)
class ShopUserAdmin(UserAdmin):
    inlines = [ProfileInline]
