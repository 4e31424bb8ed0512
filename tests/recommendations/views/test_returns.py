"""The return of a post to a round: filled in, kept and submitted, and what its owner finds on My actions."""

from django.urls import reverse

from recommendations.models import ProgressUpdate, Return
from recommendations.services import returns, rounds
from recommendations.services.progress import post_update
from tests.factories import ActionFactory, PostFactory
from tests.moments import NOW, london
from tests.recommendations.rounds import commission, drafted
from tests.recommendations.views.put_right_pages import words_of
from tests.recommendations.views.reading import shown, text
from tests.walk import begin, handed_over


def fill(asked, post, page=1):
    return reverse("return-fill", args=[asked.pk, post.pk, page])


def sent(*rows, then="submit", **changed):
    """The form as it is sent. rows: (action, done, no change)."""
    data = {"then": then}
    for action, done, no_change in rows:
        of = action.pk
        data |= {f"done_{of}": done, f"no_change_because_{of}": no_change, f"assessment_{of}": "", f"version_{of}": "0"}
    return data | changed


def test_the_owner_fills_in_and_submits(owner, cast):
    one, other = begin(cast), begin(cast)
    asked = commission(cast)

    response = owner.post(
        fill(asked, cast.posts.owner), sent((one, "Trained.", ""), (other, "", "The IT waits.")), follow=True
    )

    assert "Returned. Each update stands on its action." in words_of(response)
    assert "No change, because The IT waits." in words_of(response)
    assert {(u.action, u.done, u.no_change_because) for u in ProgressUpdate.objects.all()} == {
        (one, "Trained.", ""),
        (other, "", "The IT waits."),
    }


def test_what_goes_as_last_said_still_says_how_it_goes(owner, cast):
    said, never = begin(cast), begin(cast)
    post_update(said, done="Begun.", assessment="at-risk", by=cast.owner, at=london(2015, 6, 1))
    asked = commission(cast)

    owner.post(fill(asked, cast.posts.owner), sent((said, "", "The IT waits."), (never, "", "The IT waits.")))

    assert "Its owner says: at risk" in shown(owner, cast.owner, f"/actions/{said.pk}/")
    assert "Its owner says" not in shown(owner, cast.owner, f"/actions/{never.pk}/")


def test_each_row_has_its_own_error_and_nothing_typed_is_lost(owner, cast):
    one, both, none = begin(cast), begin(cast), begin(cast)
    asked = commission(cast)

    response = owner.post(
        fill(asked, cast.posts.owner), sent((one, "Trained.", ""), (both, "Done.", "Not."), (none, "", ""))
    )

    form = response.context["form"]
    assert form.errors == {
        f"no_change_because_{both.pk}": [f"Action {both.pk}: leave this empty, because you say above what was done"],
        f"done_{none.pk}": [f"Action {none.pk}: enter an update, or why nothing has changed"],
    }
    assert [form[name].value() for name in (f"done_{one.pk}", f"no_change_because_{both.pk}")] == ["Trained.", "Not."]
    assert Return.objects.count() == 0


def test_a_colleague_keeps_it_for_the_owner_who_finds_it_there(client, cast):
    action = begin(cast)
    asked = commission(cast)
    client.force_login(cast.other_owner)
    page = fill(asked, cast.posts.owner)
    assert "Submit the return" not in words_of(client.get(page))

    client.post(page, sent((action, "Trained.", ""), then="keep"))
    client.force_login(cast.owner)

    assert client.get(page).context["form"][f"done_{action.pk}"].value() == "Trained."
    assert "Drafted by Otto Other-Owner, 10 September 2015, 09:00" in words_of(client.get(page))
    mine = words_of(client.get(reverse("my-actions")))
    assert "Return by 3 September 2015: 1 action, 1 filled in" in mine
    assert "Submit the return of the Detective Chief Inspector" in mine  # nothing is left to fill in


def test_kept_and_then_submitted_in_the_same_words_is_submitted(owner, cast):
    action = begin(cast)
    asked = commission(cast)
    page = fill(asked, cast.posts.owner)
    kept = owner.get(page).context["form"].once
    owner.post(page, sent((action, "Trained.", ""), then="keep", once=kept))
    form = owner.get(page).context["form"]
    again = {f"version_{action.pk}": form[f"version_{action.pk}"].value(), "once": form.once}
    owner.post(page, sent((action, "Trained.", ""), then="keep", **again))
    owner.post(page, sent((action, "Trained.", ""), **again | {"once": owner.get(page).context["form"].once}))

    assert Return.objects.count() == 1


def test_what_a_colleague_wrote_meanwhile_is_shown_and_yours_kept(owner, cast):
    mine, blank = begin(cast), begin(cast)
    asked = commission(cast)
    typed = drafted(mine, done="Theirs."), drafted(blank, no_change_because="Theirs too.")
    returns.keep_drafts(asked, cast.posts.owner, typed, by=cast.other_owner, at=NOW)
    page = fill(asked, cast.posts.owner)

    form = owner.post(page, sent((mine, "Mine.", ""), (blank, "", ""))).context["form"]

    assert "wrote “Theirs.” here" in form.errors[f"done_{mine.pk}"][0]
    assert form[f"done_{mine.pk}"].value() == "Mine."
    assert form[f"no_change_because_{blank.pk}"].value() == "Theirs too."
    versions = {f"version_{action.pk}": form[f"version_{action.pk}"].value() for action in (mine, blank)}
    owner.post(page, sent((mine, "Mine.", ""), (blank, "", "Theirs too."), **versions))
    assert {u.done or u.no_change_because for u in ProgressUpdate.objects.all()} == {"Mine.", "Theirs too."}


def test_words_for_an_action_that_was_handed_over_meanwhile_come_back(owner, cast):
    mine, gone = begin(cast), begin(cast)
    asked = commission(cast)
    handed_over(gone, cast.posts.other_owner, by=cast.coordinator, at=NOW)

    form = owner.post(fill(asked, cast.posts.owner), sent((mine, "Trained.", ""), (gone, "My words.", ""))).context[
        "form"
    ]

    assert form.non_field_errors() == [
        f"Action {gone.pk} is no longer asked for on this page. You had typed: “My words.”"
    ]


def test_only_those_who_help_fill_in(client, cast):
    begin(cast)
    asked = commission(cast)
    for person, status in ((cast.other_owner, 200), (cast.coordinator, 200), (cast.dcc, 403), (cast.opcc, 403)):
        client.force_login(person)
        assert client.get(fill(asked, cast.posts.owner)).status_code == status


def test_who_types_for_the_owner_is_led_to_no_page_of_the_owners(client, cast):
    action = begin(cast)
    asked = commission(cast)
    page, update = fill(asked, cast.posts.owner), reverse("action-update", args=[action.pk])

    assert [update in shown(client, person, page) for person in (cast.owner, cast.coordinator)] == [True, False]


def test_who_speaks_for_an_agency_reads_its_return_and_goes_back_to_their_own_actions(client, cast):
    theirs = PostFactory(agency=cast.agency)
    ActionFactory(owner=theirs)
    asked = commission(cast)
    page = shown(client, cast.partner, reverse("round-return", args=[asked.pk, theirs.pk]))

    assert fill(asked, theirs) in page
    back = reverse("my-actions"), reverse("round-detail", args=[asked.pk])
    assert [f'href="{url}"' in page for url in back] == [True, False]


def test_my_actions_says_first_what_is_owed_and_that_it_was_chased(owner, cast):
    one, _ = begin(cast), begin(cast)
    asked = commission(cast)
    post_update(one, done="Since.", by=cast.owner, at=london(2015, 8, 25))
    rounds.chase(asked, cast.posts.owner, by=cast.coordinator, at=london(2015, 9, 4))

    page = words_of(owner.get(reverse("my-actions")))

    assert "Return by 3 September 2015: 2 actions, 1 filled in" in page
    assert "Chased 4 September 2015 by Connie Coordinator." in page
    assert page.index("Return by 3 September 2015") < page.index(f"Action {one.pk}")


def test_the_return_says_which_of_its_actions_another_post_answers_for_now(owner, cast):
    kept, given = begin(cast), begin(cast)
    asked = commission(cast)
    handed_over(given, cast.posts.other_owner, by=cast.coordinator, at=NOW)

    page = text(owner.get(reverse("round-return", args=[asked.pk, cast.posts.owner.pk])))

    _, _, listed = page.partition("Handed over since the round was commissioned")
    assert f"Action {given.pk}</a>: the {cast.posts.other_owner} answers for it" in listed
    assert f"Action {kept.pk}</a>" not in listed
    other = shown(owner, cast.other_owner, reverse("round-return", args=[asked.pk, cast.posts.other_owner.pk]))
    assert "Handed over since" not in other
