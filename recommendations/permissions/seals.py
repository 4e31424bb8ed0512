"""Who looks at the seals of the ledger, and who cosigns them."""

from datetime import datetime

from django.utils.translation import gettext

from safeguarding.models import User
from safeguarding.models.people import Role
from safeguarding.roles import Ruling, authority

from ..models import CosigningKey


def may_compare_seals(user: User, *, at: datetime) -> Ruling:
    """Seals are held by the OPCC against the force; auditors and administrators look at the same."""
    has = authority(user, at)
    allowed = has.opcc or has.roles.intersection((Role.AUDITOR, Role.ADMINISTRATOR))
    return Ruling() if allowed else Ruling((gettext("This page is for the OPCC, auditors and administrators."),))


def may_cosign(user: User, *, at: datetime) -> Ruling:
    """The OPCC alone, by a key that is its own, so that the force cannot."""
    return Ruling() if authority(user, at).opcc else Ruling((gettext("Seals are cosigned by the OPCC."),))


def may_confirm_cosigning_key(user: User, key: CosigningKey, *, at: datetime) -> Ruling:
    """Another person of the OPCC than the one who added it."""
    why_not = list(may_withdraw_cosigning_key(user, key, at=at).why_not)
    if key.recorded_by_id == user.pk:
        why_not.append(gettext("You added this key, so somebody else at the OPCC has to confirm it."))
    return Ruling(tuple(why_not))


def may_withdraw_cosigning_key(user: User, key: CosigningKey, *, at: datetime) -> Ruling:
    """Anybody at the OPCC, whoever added it among them, while nobody confirmed it: what was signed by one in use stays signed."""
    why_not = list(may_cosign(user, at=at).why_not)
    if key.is_followed_by("confirmed"):
        why_not.append(gettext("This key is already confirmed."))
    if key.is_followed_by("withdrawn"):
        why_not.append(gettext("This key was withdrawn."))
    return Ruling(tuple(why_not))
