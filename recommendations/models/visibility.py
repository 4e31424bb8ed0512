"""Who sees which rows, and of those they see, whose words are withheld from them.

In an inspection released to the OPCC, that something happened, when and by whom is never force-only, so that figures
agree; only texts and files can be (domain.md, Released to the OPCC). What is for "the agencies concerned" was said to them by
the force: no agency reads the words or the files of another (domain.md, Who uses the tracker).
"""

from datetime import datetime

from django.apps import apps
from django.db.models import BooleanField, Exists, Expression, ExpressionWrapper, F, Model, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from inspections.visibility import closed, known_inspections
from safeguarding.as_at import history_of
from safeguarding.lib.database.keys import NONE
from safeguarding.models import Audience, Record, RoleGrant, User
from safeguarding.models.recording import NoBulkQuerySet
from safeguarding.roles import authority

# To the force nothing is withheld; and where the answer is known, no part of the question is put together.
NOTHING = Value(False, output_field=BooleanField())


class OfInspectionQuerySet(NoBulkQuerySet):
    """Rows seen with their inspection; the model's `to_inspection` leads there."""

    def visible_to(self, user: User, at: datetime) -> "QuerySet":
        """Rows of the inspections that `user` may know of at `at`; records say whether their words are `withheld`."""
        visible = self.filter(of_inspections(self.model, user, at))
        return visible.annotate(withheld=withheld(self.model, user, at)) if issubclass(self.model, Record) else visible


class InspectedQuerySet(OfInspectionQuerySet):
    """Recommendations, and what hangs on one."""

    def visible_to(self, user: User, at: datetime) -> "QuerySet":
        """Those of the inspections that `user` may know of, but not what went with its import."""
        return super().visible_to(user, at).filter(not_gone(self.model))

    def visible_on(
        self, action: int, user: User, now: datetime, as_at: datetime | None = None, *, own: bool
    ) -> "QuerySet":
        """Records on an action that `user` may see, as EntryQuerySet.visible_on, whoever owns it."""
        return _on_action(self, action, user, now).filter(of_recommendations(self.model, user, now, as_at))


class EntryQuerySet(NoBulkQuerySet):
    """Records made on an action; the model's `to_action` leads there, and `to_part` to the part that alone is meant.

    Those that may be on a recommendation instead have `to_inspection` too, which leads over that one.
    """

    def visible_to(self, user: User, at: datetime) -> "QuerySet":
        """Entries on the actions that `user` may see at `at`; each says whether its words are `withheld`.

        An action may answer several inspections: what is said of one part is seen with that part's, or by an agency that owns it.
        """
        to_action, either = self.model.to_action, hasattr(self.model, "to_inspection")
        actions = apps.get_model("recommendations", "Action").objects.known_to(user, at)
        if sees_every_action(user, at):
            condition = Q(**{f"{to_action}__isnull": False})
        elif either:
            # Not a list of keys, as models.actions.visible_actions says: an alternative cannot be joined.
            condition = Q(Exists(actions.filter(pk=OuterRef(to_action))))
        else:
            condition = Q(**{f"{to_action}__in": actions})
        if either:
            condition |= _on_recommendation(self.model, user, at)
        visible = self.filter(condition).annotate(withheld=withheld(self.model, user, at))
        return visible.of_parts_visible_to(user, at)

    def of_parts_visible_to(self, user: User, at: datetime) -> "QuerySet":
        """Those of a part that `user` may see, or of none, among entries on actions that they may see, which is not asked here."""
        known = known_inspections(user, at)
        if (to_part := getattr(self.model, "to_part", None)) is None or known.all:
            return self
        owned = Q(**{f"{self.model.to_action}__owner__pk__among": authority(user, at).posts})
        return self.filter(_of_part(to_part, known) | owned & _open_to_owners(to_part, user, at))

    def visible_on(
        self, action: int, user: User, now: datetime, as_at: datetime | None = None, *, own: bool
    ) -> "QuerySet":
        """Entries on one action that `user` may see, whenever they were made; each says whether its words are `withheld`.

        action: the number of one that `user` may see; own: theirs as at `as_at`, and so is all that is said on it. By the rights of
        `now` and the embargo of `as_at` (None: of now); visible_to says the same of entries on any action.
        """
        entries, to_part = _on_action(self, action, user, now), getattr(self.model, "to_part", None)
        known = known_inspections(user, now, as_at)
        if to_part is None or known.all:
            return entries
        visible = _of_part(to_part, known)
        return entries.filter(visible | _open_to_owners(to_part, user, now, as_at) if own else visible)


def sees_every_action(user: User, now: datetime, as_at: datetime | None = None) -> bool:
    """True in the force, unless an inspection is kept from `user`: then no action need be looked at to know.

    By the rights of `now` and the embargo of `as_at` (None: of now).
    """
    return authority(user, now).in_force and known_inspections(user, now, as_at).all


def of_inspections(model: type[Model], user: User, now: datetime, as_at: datetime | None = None) -> Q:
    """A condition on rows of `model`, of today or as at a moment: of an inspection that `user` may know of.

    By the rights of `now` and the embargo of `as_at` (None: of now).
    """
    return known_inspections(user, now, as_at).of(model.to_inspection)


def not_gone(model: type[Model], as_at: datetime | None = None) -> Q:
    """A condition on what hangs on a recommendation: that had not gone with its import by `as_at` (None: by now)."""
    withdrawn = model.to_inspection.removesuffix("inspection") + "withdrawn_at"
    return Q(**{withdrawn: None}) | (Q(**{f"{withdrawn}__gt": as_at}) if as_at else Q())


def of_recommendations(model: type[Model], user: User, now: datetime, as_at: datetime | None = None) -> Q:
    """A condition on recommendations and what hangs on one, of today or as at a moment: `user` may see it."""
    return of_inspections(model, user, now, as_at) & not_gone(model, as_at)


def _on_recommendation(model, user, at):
    """A condition on records that may be on an action instead: on a recommendation that `user` may see."""
    recommendation = model.to_inspection.removesuffix("__inspection")
    return Q(**{f"{recommendation}__isnull": False}) & of_recommendations(model, user, at)


def _of_part(to_part, known):
    return Q(**{to_part: None}) | known.of(f"{to_part}__recommendation__inspection")


def _open_to_owners(to_part, user, now, as_at=None):
    """A condition: an owner outside the force may see what is said of this part; in the force what may be seen is known."""
    if authority(user, now).in_force:
        return NONE
    return ~Q(**{f"{to_part}__recommendation__inspection__in": closed(now, as_at)})


def _on_action(records, action, user, now):
    entries = records.filter(**{records.model.to_action: action})
    return entries.annotate(withheld=withheld(records.model, user, now))


def withheld(model: type[Record], user: User, at: datetime) -> Expression:
    """An expression, true where the words of a record of `model` are not for `user` at `at`."""
    has = authority(user, at)
    if has.in_force:
        return NOTHING
    to_action, to_agency = getattr(model, "to_action", None), getattr(model, "to_agency", None)
    own = Q(recorded_by=user.pk)
    if to_agency:
        # It says itself for which agency it speaks: to those it is their own, whoever of them wrote it.
        own |= Q(**{f"{to_agency}__pk__among": has.agencies})
    if has.opcc and to_action:
        # A release shows what was recorded up to it; what comes later is force-only again until the next.
        own |= _released(action=OuterRef(to_action), recorded_at__gte=OuterRef("recorded_at"))
    if has.opcc:
        return _all_but(own, has)
    return _all_but(own, has, others=~own if to_agency else _others(user, at, to_action))


def withheld_actions(user: User, at: datetime) -> Expression:
    """An expression, true where the own words of an action (a row of today or of its history) are not for `user`."""
    has = authority(user, at)
    if has.in_force:
        return NOTHING
    own = Q(owner__pk__among=has.posts)
    if has.opcc:
        return _all_but(own | _released(action=OuterRef("number")), has)
    return _all_but(own, has, others=of_another_agency(user, at, "number"))


def withheld_texts(user: User, at: datetime) -> Expression:
    """An expression, true where a row of models.search has words that are not for `user`.

    An action's own words have no `recorded_at`: they are its owner's, and any release shows them.
    """
    has = authority(user, at)
    if has.in_force:
        return NOTHING
    own = Q(recorded_by=user.pk)
    if has.posts:
        own |= Q(recorded_at=None, action__owner__pk__among=has.posts)
    if has.opcc:
        said_at = Coalesce(OuterRef("recorded_at"), F("recorded_at"))
        return _all_but(own | _released(action=OuterRef("action"), recorded_at__gte=said_at), has)
    return _all_but(own, has, others=_others(user, at, "action"))


def spoken_by_another_agency(user: User, at: datetime) -> Q:
    """A condition on records: by a person who spoke, when it was recorded, for an agency that `user` does not speak for at `at`."""
    spoken = RoleGrant.objects.on(OuterRef("recorded_at")).filter(user=OuterRef("recorded_by"), agency__isnull=False)
    return Q(Exists(spoken.filter(agency__pk__outside=authority(user, at).agencies)))


def of_another_agency(user: User, at: datetime, to_action: str | None) -> Q:
    """A condition on what `to_action` leads from: on an action that a post of another agency owns or has owned, and none of theirs does.

    What such an owner wrote into the action itself, or a plan says in their name, bears nobody's name but the coordinator's.
    """
    if to_action is None:
        return Q(pk__in=[])
    has, action = authority(user, at), apps.get_model("recommendations", "Action")
    owned = history_of(action).objects.filter(number=OuterRef(to_action), owner__agency__isnull=False)
    others = Q(Exists(owned.filter(owner__agency__pk__outside=has.agencies)))
    mine = action.objects.filter(number=OuterRef(to_action), owner__pk__among=has.posts)
    return others & ~Q(Exists(mine)) if has.posts else others


def _others(user, at, to_action):
    return spoken_by_another_agency(user, at) | of_another_agency(user, at, to_action)


def _all_but(shown, has, others=None):
    """An expression: for an audience that `has` does not hear, or said by `others` of an agency; unless it is `shown`."""
    # One's own words are never kept from oneself, whatever audience was chosen for them.
    heard = ~Q(audience__in=[audience for audience in Audience if not has.hears(audience)])
    return ExpressionWrapper(~((heard & ~others if others else heard) | shown), output_field=BooleanField())


def _released(**when):
    """A condition: a release shows it, which is to the OPCC alone."""
    return Q(Exists(apps.get_model("recommendations", "Release").objects.filter(**when)))
