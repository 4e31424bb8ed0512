"""The public edition of a paper, made by naming what may be in it: what nobody names here is left out.

Left out so are reports that are marked, not public, for the force or under embargo; words that are marked, were recorded for the
force, stand in somebody else's document or name a person (domain.md, Duties). What was done and when stays, so that figures agree.
"""

from dataclasses import replace

from django.db.models import Q

from safeguarding.models import Audience, Marking

from .contents import (
    Action,
    Contents,
    Entry,
    Grade,
    Item,
    LeftOut,
    PublicAction,
    PublicContents,
    PublicEntry,
    PublicGrade,
    PublicInspection,
    PublicItem,
    ReportedInspection,
)

NOT_PUBLISHED = "These words are not published."
# A condition on inspections that the OPCC may see: what each is allows a public edition of it.
CAN_BE_PUBLIC = Q(is_public=True, marking=Marking.OFFICIAL) & ~Q(audience=Audience.FORCE)


def public(contents: Contents) -> PublicContents:
    """The PublicContents of a paper."""
    words = contents.words
    return PublicContents(
        meeting=contents.meeting,
        at=contents.at,
        words=replace(words, key_points=words.public_key_points, public_key_points=""),
        issued=contents.issued,
        seal=contents.seal,
        cosigned=contents.cosigned,
        stamped=contents.stamped,
        held_to_account_by=contents.held_to_account_by,
        inspections=tuple(public_inspection(one) for one in contents.inspections if one.can_be_public),
        rag=contents.rag,
    )


def public_inspection(one: ReportedInspection) -> PublicInspection:
    """The PublicInspection of one that can be public."""
    return PublicInspection(
        slug=one.slug,
        title=one.title,
        body=one.body,
        published=one.published,
        published_on=one.published_on,
        grades=tuple(map(_grade, one.grades)),
        items=tuple(map(_item, one.items)),
        worked=one.worked,
        left_out=tuple(LeftOut(left.name, left.reason) for left in one.left_out),
    )


def _grade(one: Grade) -> PublicGrade:
    return PublicGrade(one.key, one.topic, one.grade, one.before if one.before_can_be_public else "")


def _item(one: Item) -> PublicItem:
    return PublicItem(
        pk=one.pk,
        kind=one.kind,
        reference=one.reference,
        words=one.words if one.words_can_be_public else NOT_PUBLISHED,
        state=one.state,
        asks=one.asks,
        issue_owner=one.issue_owner,
        corporate_or_local=one.corporate_or_local,
        verdict=one.verdict,
        immediate=one.immediate,
        past=one.past,
        lines=one.public_lines,
        actions=tuple(map(_action, one.actions)),
        entries=_entries(one.entries),
    )


def _action(one: Action) -> PublicAction:
    shown = one.can_be_public
    return PublicAction(
        number=one.number,
        text=one.text if shown else NOT_PUBLISHED,
        cost=one.cost if shown else "",
        owner=one.owner,
        status=one.status,
        covers=one.covers,
        standing=one.standing,
        target=_day(one.target, shown),
        first_target=one.first_target,
        expected=_day(one.expected, shown),
        entries=_entries(one.entries),
    )


def _day(value, shown):
    """A day is never kept back; words in its place are words of the action."""
    return value if shown or not isinstance(value, str) else ""


def _entries(entries: tuple[Entry, ...]) -> tuple[PublicEntry, ...]:
    return tuple(
        PublicEntry(on=one.on, kind=one.kind, said=one.said, tag=one.tag, part=one.part, post=one.post, words=one.words)
        for one in entries
        if one.can_be_public
    )
