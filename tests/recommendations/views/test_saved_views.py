"""A person keeps what they asked of a page under a name, and takes it off again; nobody else sees it."""

import pytest

from recommendations.models import SavedView
from recommendations.services.saved_views import remove_view
from tests.moments import NOW
from tests.recommendations.views.reading import shown, text

SAVE = "/saved-views/dashboard/?by=owner&at=2015-08-06"
VIEW = "/position/dashboard/?by=owner&amp;at=2015-08-06"


def test_a_view_is_saved_under_a_name_replaced_and_removed_by_its_owner_alone(client, cast):
    client.force_login(cast.opcc)
    assert client.post(SAVE, {"name": "By owner"}).url == "/position/dashboard/?by=owner&at=2015-08-06"
    client.post("/saved-views/dashboard/?by=theme", {"name": "By owner"})
    client.post(SAVE, {"name": "In August"})

    page = shown(client, cast.opcc, "/position/dashboard/")
    assert f'href="{VIEW}">In August</a>' in page
    assert [view.query for view in cast.opcc.saved_views.all()] == ["by=theme", "by=owner&at=2015-08-06"]
    assert "In August" not in shown(client, cast.dcc, "/position/dashboard/")
    view = SavedView.objects.get(name="In August")
    assert client.post(f"/saved-views/{view.pk}/remove/").status_code == 404
    remove_view(view, by=cast.dcc, at=NOW)

    client.force_login(cast.opcc)
    assert client.post(f"/saved-views/{view.pk}/remove/").url == "/position/dashboard/"
    assert list(cast.opcc.saved_views.values_list("name", flat=True)) == ["By owner"]


@pytest.mark.parametrize("page", ["action-list", "recommendation-list"])
def test_a_list_offers_its_own_views_and_a_name_is_asked_for(client, cast, page):
    client.force_login(cast.opcc)
    client.post("/saved-views/dashboard/", {"name": "Of the dashboard"})
    client.post(f"/saved-views/{page}/?state=open", {"name": "Open"})

    listed = shown(client, cast.opcc, f"/{page.removesuffix('-list')}s/")
    assert "?state=open" in listed and ">Open</a>" in listed
    assert ">Of the dashboard</a>" not in listed
    assert "Enter name" in text(client.post(f"/saved-views/{page}/", {"name": " "}))
    long = client.post(f"/saved-views/{page}/?q={'x' * 2000}", {"name": "Long"})
    assert "This asks for more than a view keeps." in text(long)


def test_a_page_without_views_has_none_to_save(client, cast):
    shown(client, cast.opcc, "/saved-views/position/", status=404)
