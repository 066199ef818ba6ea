from django.contrib.auth.models import AbstractUser
from django.db import models
from guardian.mixins import GuardianUserMixin
from guardian.models import GroupObjectPermissionAbstract, GroupObjectPermissionBase, UserObjectPermissionBase
from oauth2_provider.models import AbstractApplication, AbstractGrant
from organizations.abstract import AbstractOrganization, AbstractOrganizationInvitation, AbstractOrganizationOwner, AbstractOrganizationUser
from organizations.base import OrganizationBase, OrganizationInvitationBase, OrganizationOwnerBase, OrganizationUserBase
from taggit.managers import TaggableManager
from waffle.models import AbstractUserFlag


class Person(AbstractUser, GuardianUserMixin):
    interests = TaggableManager(blank=True)


class Flag(AbstractUserFlag):
    FLAG_TEAMS_CACHE_KEY = "teams"
    teams = models.ManyToManyField("people.Team", blank=True)


class Client(AbstractApplication):
    team = models.ForeignKey("people.Team", models.CASCADE, null=True)


class Grant(AbstractGrant):
    note = models.CharField(max_length=20)


class Team(OrganizationBase):
    flags = TaggableManager(related_name="teams_by_tag")


class TeamUser(OrganizationUserBase):
    role = models.CharField(max_length=20)


class TeamOwner(OrganizationOwnerBase):
    pass


class TeamInvitation(OrganizationInvitationBase):
    pass


class Club(AbstractOrganization):
    patron = models.ForeignKey(Person, models.SET_NULL, null=True)


class ClubMember(AbstractOrganizationUser):
    pass


class ClubOwner(AbstractOrganizationOwner):
    pass


class ClubInvitation(AbstractOrganizationInvitation):
    pass


class TeamUserPermission(UserObjectPermissionBase):
    content_object = models.ForeignKey(Team, models.CASCADE)


class TeamGroupPermission(GroupObjectPermissionBase):
    content_object = models.ForeignKey(Team, models.CASCADE)


class WideGroupPermission(GroupObjectPermissionAbstract):
    id = models.BigAutoField(primary_key=True)

    class Meta(GroupObjectPermissionAbstract.Meta):
        abstract = False
