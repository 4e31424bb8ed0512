"""Several people let in with one table, and their links to set a password."""

import pytest

from safeguarding.appointments import choose_password
from safeguarding.models import Agency, Holding, Post, RoleGrant, User
from tests.moments import NOW
from tests.recommendations.views.reading import shown

PAGE = "/set-up/people/"
TABLE = """Name\tPost\tRole\tAgency
Nora Newcomer\tHead of Invention\tAction owner\t
Nora Newcomer\tLead for Pretence\t\t
Des Double\t\tDCC scrutiny; inspection coordinator\t
Petra Partner\t\tPartner agency\tCouncil of Nowhere"""


def paste(client, cast, table, **kwargs):
    client.force_login(cast.administrator)
    return client.post(PAGE, {"pasted": table}, **kwargs)


def test_each_comes_with_their_posts_and_roles_and_gets_a_link(client, cast):
    page = paste(client, cast, TABLE, follow=True)

    nora = User.objects.get(username="nora.newcomer")
    assert sorted(Holding.objects.filter(holder=nora).values_list("post__title", flat=True)) == [
        "Head of Invention",
        "Lead for Pretence",
    ]
    given = RoleGrant.objects.exclude(user__in=cast_of(cast)).order_by("user__username", "role")
    assert list(given.values_list("user__username", "role", "agency__name")) == [
        ("des.double", "coordinator", None),
        ("des.double", "dcc", None),
        ("nora.newcomer", "owner", None),
        ("petra.partner", "partner", "Council of Nowhere"),
    ]
    assert page.redirect_chain == [("/set-up/links/", 302)]
    words = page.content.decode()
    assert "3 people are added." in words
    assert words.count("/set-password/") >= 3


def cast_of(cast):
    return [person for person in vars(cast).values() if isinstance(person, User)]


def test_the_same_table_again_changes_nothing(client, cast):
    paste(client, cast, TABLE)
    before = [model.objects.count() for model in (User, Post, Holding, RoleGrant, Agency)]

    paste(client, cast, TABLE)

    assert [model.objects.count() for model in (User, Post, Holding, RoleGrant, Agency)] == before


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("Post\tRole\nHead of Invention\tDCC", "One of them must be Name."),
        ("Name\tRole\nGood Person\t\nNora Newcomer\tWizard", "Row 3: “Wizard” is not a role."),
        ("Name\tRole\n\tDCC scrutiny", "Row 2: enter a name"),
        ("Name\tRole\nPetra Partner\tpartner", "Row 2: name the agency of Petra Partner"),
        ("Name\tSign-in name\nNora Newcomer\tno spaces here", "Row 2: Enter a valid username."),
        ("Name\tRole\nA B\tadministrator; DCC scrutiny\nNora Newcomer\towner", "gives roles decides nothing"),
        ("Name", "Paste at least one row under the headings"),
    ],
)
def test_a_row_that_cannot_be_taken_is_named_and_nobody_is_let_in(client, cast, table, said):
    count = User.objects.count()

    page = paste(client, cast, table)

    words = page.content.decode()
    assert (page.status_code, said in words) == (200, True)
    assert "Nora" not in table or "Nora Newcomer" in words
    assert User.objects.count() == count


def test_a_post_that_somebody_holds_is_not_taken_from_them(client, cast):
    held = cast.posts.owner

    page = paste(client, cast, f"Name\tPost\nNora Newcomer\t{held.title}")

    assert f"Row 2: {held} is held by {cast.owner}." in page.content.decode()
    assert not User.objects.filter(username="nora.newcomer").exists()


def test_nobody_gives_themselves_what_they_would_decide_by(client, cast):
    own = cast.administrator

    page = paste(client, cast, f"Name\tSign-in name\tRole\n{own}\t{own.username}\tdcc")

    assert "You cannot give yourself the role DCC scrutiny" in page.content.decode()


@pytest.mark.parametrize("path", [PAGE, "/set-up/links/"])
def test_it_is_for_administrators(client, cast, path):
    assert "for its administrators" in shown(client, cast.coordinator, path, status=403)


def test_who_has_chosen_a_password_needs_no_link(client, cast):
    choose_password(cast.owner, "a long enough one", at=NOW)

    words = shown(client, cast.administrator, "/set-up/links/")

    assert (str(cast.owner) in words, str(cast.dcc) in words) == (False, True)
