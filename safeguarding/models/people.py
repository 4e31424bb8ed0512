"""Who works here: users, the posts they hold, the authority they were given, partner agencies."""

from datetime import datetime
from typing import NoReturn

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import F, Q, QuerySet

from .recording import HistoryModel, NoBulkQuerySet, NotRecorded


class UserQuerySet(models.QuerySet):
    def delete(self) -> NoReturn:
        raise NotRecorded("People are never deleted, because what they said stays; deactivate them.")


class People(UserManager.from_queryset(UserQuerySet)):
    """Named, so that migrations can find it."""


class User(AbstractUser):
    """A person who can sign in."""

    objects = People()

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        raise NotRecorded("People are never deleted, because what they said stays; deactivate them.")


class Agency(HistoryModel):
    """A partner in safeguarding: a council's social care, a safeguarding board, the CPS, health."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200, unique=True)

    class Meta:
        verbose_name_plural = "agencies"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Post(HistoryModel):
    """A post owns work; its holder changes. `aliases` holds other spellings, one a line."""

    title = models.CharField(max_length=200, unique=True)
    aliases = models.TextField(blank=True, help_text="Other spellings met in documents, one a line.")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def held_by(self, at: datetime) -> User | None:
        """The User who holds it at `at` (aware datetime), or None."""
        holding = self.holdings.on(at).select_related("holder").first()
        return holding and holding.holder


class TermQuerySet(NoBulkQuerySet):
    def on(self, moment: datetime) -> QuerySet:
        """Those running at `moment` (aware datetime): begun, and not yet ended."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=moment), starts_at__lte=moment)


class Term(HistoryModel):
    """Something held from a moment until another; its end is not of it, so that at a hand-over one holds and not two."""

    starts_at = models.DateTimeField("from")
    ends_at = models.DateTimeField("until", null=True, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="%(class)s_ends_after_it_starts",
                violation_error_message="Enter an end that is after the start.",
            )
        ]


class Holding(Term):
    """A person holds a post, from a moment until another."""

    # PROTECT: four eyes ask who held a post years ago.
    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings")
    holder = models.ForeignKey(User, models.PROTECT, related_name="holdings")

    class Meta(Term.Meta):
        constraints = [
            *Term.Meta.constraints,
            # Work belongs to the post, so at any moment one person at most answers for it.
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(ends_at=None),
                name="one_holder_at_a_time",
                violation_error_message="Somebody holds this post now. End their holding first.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder}, {self.post}"


class Role(models.TextChoices):
    """Authority to act; a post says what is theirs to do (domain.md, Who uses the tracker)."""

    OWNER = "owner", "Action or issue owner"
    COORDINATOR = "coordinator", "Inspection coordinator"
    DCC = "dcc", "DCC scrutiny"
    STAFF_OFFICER = "staff-officer", "Staff officer to the DCC"
    OPCC = "opcc", "OPCC reviewer"
    PARTNER = "partner", "Partner agency"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "Administrator"


class RoleGrant(Term):
    """A person was given a role, for a partner on behalf of an agency."""

    user = models.ForeignKey(User, models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=20, choices=Role)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True)

    class Meta(Term.Meta):
        constraints = [
            *Term.Meta.constraints,
            # Ending a role must end it: a second open grant would leave it in force.
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(ends_at=None),
                name="one_open_grant_of_a_role",
                violation_error_message="This person already has this role.",
            ),
            # What a partner may see hangs on their agency; on nobody else's role would one mean anything.
            models.CheckConstraint(
                condition=Q(role=Role.PARTNER, agency__isnull=False) | (~Q(role=Role.PARTNER) & Q(agency=None)),
                name="only_a_partner_has_an_agency",
                violation_error_message="Name the agency for a partner, and for nobody else.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}"
