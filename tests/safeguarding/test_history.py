"""Who, when and why are part of the writing; there is no other way to write."""

from datetime import datetime

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models.signals import pre_save

from recommendations.models import Action, ProgressUpdate
from safeguarding import history
from safeguarding.history import BackInTime, Overtaken
from safeguarding.models import Agency, Post
from safeguarding.models.recording import NotRecorded, WrittenOnce
from tests.factories import PostFactory
from tests.moments import OPENED, london
from tests.recorded import write
from tests.walk import begin, recommend

LATER = london(2015, 5, 1)


def remembered(noun):
    """(type, who, when, why) of each history row, the oldest first."""
    rows = noun.history.order_by("history_id")
    return [(row.history_type, row.history_user, row.history_date, row.history_change_reason) for row in rows]


def test_each_writing_leaves_a_history_row_with_who_when_and_why(cast):
    post = write(Post(title="Sergeant"), by=cast.coordinator, at=OPENED, why="Restructure")
    post.title = "Sergeant, Custody"
    write(post, by=cast.administrator, at=LATER)

    assert remembered(post) == [
        ("+", cast.coordinator, OPENED, "Restructure"),
        ("~", cast.administrator, LATER, ""),
    ]
    assert [row.title for row in post.history.order_by("history_id")] == ["Sergeant", "Sergeant, Custody"]


def test_who_when_and_why_do_not_stick_to_the_next_saving(cast):
    post = write(Post(title="Sergeant"), by=cast.coordinator, at=OPENED, why="Restructure")

    assert [name for name in vars(post) if "history" in name or "reason" in name or name == "_recording"] == []
    with pytest.raises(NotRecorded, match=r"Save a post with history\.write\(\)"):
        post.save()


def test_what_is_not_right_leaves_nothing_neither_rows_nor_attributes(cast):
    post = Post(title="")

    with pytest.raises(ValidationError):
        write(post, by=cast.coordinator, at=OPENED, why="Slip")

    assert not Post.history.filter(title="").exists()
    assert [name for name in vars(post) if "history" in name or "reason" in name or name == "_recording"] == []


def test_a_moment_before_the_last_change_is_refused_and_the_same_moment_is_not(cast):
    post = PostFactory(title="Sergeant", at=LATER)
    post.title = "Inspector"

    with pytest.raises(BackInTime, match="was changed at 09:00 on 01/05/2015, after this"):
        write(post, by=cast.coordinator, at=OPENED)
    write(post, by=cast.coordinator, at=LATER)

    assert [row.title for row in post.history.order_by("history_id")] == ["Sergeant", "Inspector"]


def test_a_moment_without_a_time_zone_is_refused(cast):
    naive = datetime(2015, 5, 1, 9)

    with pytest.raises(ValueError, match="says nothing of its time zone"):
        write(Post(title="Sergeant"), by=cast.coordinator, at=naive)
    with pytest.raises(ValueError, match="says nothing of its time zone"):
        write(ProgressUpdate(action=begin(cast), done="x"), by=cast.owner, at=naive)


def test_only_history_models_and_records_are_written(cast):
    with pytest.raises(TypeError, match="Group is neither a HistoryModel nor a Record"):
        write(Group(name="Anybody"), by=cast.coordinator, at=OPENED)


def test_a_record_bears_who_and_when_and_is_never_written_again(cast):
    update = recommend(begin(cast), by=cast.owner, at=LATER)
    assert (update.recorded_by, update.recorded_at) == (cast.owner, LATER)

    update.done = "Something else."
    for change in (update.save, update.delete, lambda: write(update, by=cast.owner, at=london(2015, 6, 1))):
        with pytest.raises(WrittenOnce):
            change()

    assert ProgressUpdate.objects.get().done == "The procedure was issued."


def test_what_somebody_else_recorded_since_it_was_checked_is_refused_in_a_sentence(cast):
    def is_quicker(sender, instance, **kwargs):
        if instance.name == "Crown Prosecution Service":
            write(Agency(slug="cps", name="CPS"), by=cast.administrator, at=OPENED)

    pre_save.connect(is_quicker, sender=Agency)
    try:
        with pytest.raises(Overtaken, match="Somebody else recorded the same at the same moment"):
            write(Agency(slug="cps", name="Crown Prosecution Service"), by=cast.coordinator, at=OPENED)
    finally:
        pre_save.disconnect(is_quicker, sender=Agency)

    assert not Agency.history.filter(name="Crown Prosecution Service").exists()
    assert PostFactory(title="Sergeant").pk  # the transaction goes on, on PostgreSQL too


def test_a_record_is_not_saved_but_by_writing(cast):
    with pytest.raises(NotRecorded):
        ProgressUpdate(action=begin(cast), done="x", recorded_by=cast.owner, recorded_at=OPENED).save()
    with pytest.raises(NotRecorded):
        Agency.objects.create(slug="cps", name="CPS")

    assert list(ProgressUpdate.objects.all()) == []


def ways_round(noun, post):
    """Everything Django offers to change or erase rows without saying who, when and why."""
    rows = type(noun).objects
    return {
        "save": noun.save,
        "delete": noun.delete,
        "update": lambda: rows.update(text="x"),
        "filtered update": lambda: rows.filter(pk=noun.pk).update(text="x"),
        "bulk_create": lambda: rows.bulk_create([type(noun)(text="x")]),
        "bulk_update": lambda: rows.bulk_update([noun], ["text"]),
        "queryset delete": lambda: rows.all().delete(),
        "create": lambda: rows.create(text="x"),
        "get_or_create": lambda: rows.get_or_create(text="x"),
        "update_or_create": lambda: rows.update_or_create(pk=noun.pk, defaults={"text": "x"}),
        "adding to a post": lambda: post.actions.add(noun),
        "clearing a post": lambda: noun.owner.actions.clear(),
        "base manager": lambda: type(noun)._base_manager.filter(pk=noun.pk).update(text="x"),
    }


def test_every_way_round_the_writing_of_a_noun_is_refused(cast):
    action = begin(cast)
    before = list(Action.objects.values())

    for way in ways_round(action, cast.posts.dcc).values():
        with pytest.raises(NotRecorded):
            way()

    assert list(Action.objects.values()) == before
    assert action.history.count() == 1


def test_records_are_not_changed_or_erased_through_their_queryset(cast):
    recommend(begin(cast), by=cast.owner)
    rows = ProgressUpdate.objects

    for way in (
        lambda: rows.update(done="x"),
        lambda: rows.all().delete(),
        lambda: rows.bulk_create([ProgressUpdate()]),
        lambda: rows.bulk_update(rows.all(), ["done"]),
    ):
        with pytest.raises(NotRecorded, match=r"progress updates change one at a time, through history\.write\(\)"):
            way()


def test_nothing_is_written_outside_a_verb(cast):
    with pytest.raises(NotRecorded, match="A post is written by a verb"):
        history.write(Post(title="Sergeant"), by=cast.coordinator, at=OPENED)


def test_a_verb_gathers_what_is_written_in_it_and_in_the_verbs_it_calls(cast):
    @history.verb()
    def create(title):
        return history.write(Post(title=title), by=cast.coordinator, at=OPENED)

    with history.verb() as written:
        sergeant = create("Sergeant")
        agency = history.write(Agency(slug="health", name="Health"), by=cast.coordinator, at=OPENED)

    assert [each.thing for each in written] == [sergeant, agency]


def test_what_changed_is_told_against_the_last_of_two_writings_at_one_moment(cast):
    post = PostFactory(title="Sergeant", at=OPENED)
    post.title = "Inspector"
    write(post, by=cast.coordinator, at=OPENED)

    post.title = "Sergeant"
    with history.verb() as written:
        history.write(post, by=cast.coordinator, at=OPENED)

    assert [each.fields for each in written] == [{"title"}]


def test_a_verb_that_is_refused_within_another_leaves_nothing_of_either(cast):
    with pytest.raises(ValidationError), history.verb():
        history.write(Post(title="Sergeant"), by=cast.coordinator, at=OPENED)
        with history.verb():
            history.write(Post(title=""), by=cast.coordinator, at=OPENED)

    assert not Post.objects.filter(title="Sergeant").exists()


def test_after_a_verb_that_was_refused_nothing_is_written_outside_one_either(cast):
    with pytest.raises(ValidationError), history.verb():
        history.write(Post(title=""), by=cast.coordinator, at=OPENED)

    with pytest.raises(NotRecorded):
        history.write(Post(title="Sergeant"), by=cast.coordinator, at=OPENED)


def test_many_are_written_in_one_statement_a_table_each_with_its_own_reason(cast, django_assert_num_queries):
    posts = [Post(title=f"Inspector, beat {beat}") for beat in range(12)]
    with history.verb(), django_assert_num_queries(4):  # a savepoint with its end, the posts, their history
        history.write_new([(post, f"row {at}") for at, post in enumerate(posts)], by=cast.coordinator, at=OPENED)

    assert not [name for name in vars(posts[0]) if "history" in name or "reason" in name]
    assert [remembered(post) for post in posts[:2]] == [
        [("+", cast.coordinator, OPENED, "row 0")],
        [("+", cast.coordinator, OPENED, "row 1")],
    ]


def test_the_history_of_many_holds_what_that_of_one_holds(cast):
    stands = Action.objects.filter(pk=begin(cast).pk).values().get()
    one, many = (Action(**stands | {"number": None}) for _ in range(2))
    with history.verb():
        history.write(one, by=cast.coordinator, at=LATER, why="One")
        history.write_new([(many, "One")], by=cast.coordinator, at=LATER)

    kept = [noun.history.values().get() for noun in (one, many)]
    for row in kept:
        del row["history_id"], row["number"]
    assert kept[0] == kept[1]


def test_many_are_changed_in_one_statement_a_table_each_with_its_own_reason(cast, django_assert_num_queries):
    with history.verb():
        posts = [history.write(Post(title=f"Beat {beat}"), by=cast.coordinator, at=OPENED) for beat in range(12)]
    for post in posts:
        post.title = post.title.replace("Beat", "Inspector, beat")
    with (
        history.verb() as written,
        django_assert_num_queries(5),
    ):  # the last history, a savepoint with its end, two tables
        history.write_changed([(post, f"row {at}") for at, post in enumerate(posts)], by=cast.owner, at=LATER)

    assert set(Post.objects.filter(title__startswith="Inspector, beat")) == set(posts)
    assert remembered(posts[3])[-1] == ("~", cast.owner, LATER, "row 3")
    assert written[3].fields == {"title"}
    with pytest.raises(history.BackInTime) as refused, history.verb():
        history.write_changed([(posts[3], "row 3")], by=cast.owner, at=OPENED)
    assert refused.value.why == "row 3"


@pytest.mark.parametrize("title", ["", "Sergeant"], ids=["not in order", "the database refuses it"])
def test_of_many_the_one_that_is_refused_is_named_by_its_reason_and_none_is_kept(cast, title):
    posts = [Post(title="Inspector"), Post(title=title), Post(title="Sergeant")]
    with pytest.raises(ValidationError) as refused, history.verb():
        history.write_new([(post, f"row {at}") for at, post in enumerate(posts)], by=cast.coordinator, at=OPENED)

    assert (refused.value.why, Post.objects.filter(title__in=["Inspector", "Sergeant"]).count()) == (
        "row 2" if title else "row 1",
        0,
    )
