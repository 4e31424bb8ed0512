"""Who works here: the posts that people hold, the authority they were given, partner agencies."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext

from ..lib.database.prepared import put_together_once
from .recording import HistoryModel, NoBulkQuerySet
from .users import User


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
        return next((holding.holder for holding in _holdings(post=self.pk, at=at)), None)


@put_together_once
def _holdings(post, at):
    return Holding.objects.on(at).filter(post=post).select_related("holder").order_by("pk")


class TermQuerySet(NoBulkQuerySet):
    def on(self, moment: datetime) -> QuerySet:
        """Those running at `moment` (aware datetime): begun, and not yet ended."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=moment), starts_at__lte=moment)


class Term(HistoryModel):
    """Something held from a moment until another; its end is not of it, so that at a hand-over one holds and not two.

    What ends as it begins was called off before anybody held it.
    """

    starts_at = models.DateTimeField("from")
    ends_at = models.DateTimeField("until", null=True, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gte=F("starts_at")),
                name="%(class)s_ends_no_sooner_than_it_starts",
                violation_error_message="Enter an end that is not before the start.",
            )
        ]


class Holding(Term):
    """A person holds a post, from a moment until another.

    follows: the holding that it took over; seen_at: when its holder said that they had seen what came with it.
    """

    # PROTECT: four eyes ask who held a post years ago.
    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings")
    holder = models.ForeignKey(User, models.PROTECT, related_name="holdings")
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    seen_at = models.DateTimeField("seen by the holder", null=True, blank=True, editable=False)

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

    def clean(self) -> None:
        """Refuse a holder who has left."""
        _insist_active(self, self.holder_id and self.holder)


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


# Roles by which something is decided: nobody takes one of these for themselves (domain.md, Four eyes).
DECIDING = frozenset({Role.DCC, Role.OPCC})


class RoleGrantQuerySet(TermQuerySet):
    def counting(self) -> QuerySet:
        """Those that wait for nobody's confirmation."""
        return self.filter(awaits_confirmation=False)


class RoleGrant(Term):
    """A person was given a role by another, for a partner on behalf of an agency.

    awaits_confirmation: a second administrator has to confirm a deciding role, before which it lets nobody decide. One that
    neither waits nor has anybody in confirmed_by was given before that was asked for, or is no deciding one.
    """

    guarded = ("confirmed_by", "awaits_confirmation")

    user = models.ForeignKey(User, models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=20, choices=Role)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True)
    # None only where a register from before it was kept does not say.
    given_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    awaits_confirmation = models.BooleanField(default=False, editable=False)

    objects = RoleGrantQuerySet.as_manager()

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

    def clean(self) -> None:
        """Refuse a deciding role that somebody gives themselves, or beside an administrator's; an old one may still be ended."""
        _insist_active(self, self.user_id and self.user)
        if not self._state.adding:
            return
        role = self.get_role_display()
        if self.role in DECIDING and self.given_by_id == self.user_id:
            raise ValidationError(
                gettext("You cannot give yourself the role %(role)s: ask another administrator to give it to you.")
                % {"role": gettext(role)}
            )
        if self.given_by_id:  # not on a form that does not know it yet
            self._insist_alone()

    def _insist_alone(self):
        other = {Role.ADMINISTRATOR} if self.role in DECIDING else DECIDING if self.role == Role.ADMINISTRATOR else ()
        terms = RoleGrant.objects.filter(Q(ends_at=None) | Q(ends_at__gt=self.starts_at), user=self.user_id)
        if other and (held := terms.filter(role__in=other).first()):
            raise ValidationError(
                gettext("%(person)s has the role %(role)s: whoever gives roles decides nothing. End that one first.")
                % {"person": self.user, "role": gettext(held.get_role_display())}
            )


def _insist_active(term, person):
    """Raise ValidationError for a new term of somebody who was deactivated; one that runs may still be ended."""
    if not (term._state.adding and person):
        return
    if connection.in_atomic_block:  # whoever is deactivated at this moment was, or loses this too
        person = person.held()
    if not person.is_active:
        raise ValidationError(
            gettext("%(person)s was deactivated, and holds nothing. Make them active again first.") % {"person": person}
        )
