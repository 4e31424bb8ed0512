"""Who looked through what came after sign-offs, read only."""

from django.contrib import admin

from ..models import LookedThrough
from .records import RecordAdmin
from .rounds import ForTheForce


@admin.register(LookedThrough)
class LooksThrough(ForTheForce, RecordAdmin):
    facts = ("page", "until")
