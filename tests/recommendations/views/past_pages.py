"""The page of one thing as it stood."""

from tests.recommendations.views.reading import shown


def main_of(page):
    """What is between header and footer."""
    return page.partition("<main")[2].partition("</main>")[0]


def url_of(thing):
    """Where the page of an action, a recommendation or an inspection is."""
    if hasattr(thing, "number"):
        return f"/actions/{thing.number}/"
    return f"/inspections/{thing.slug}/" if hasattr(thing, "slug") else f"/recommendations/{thing.pk}/"


def then(client, user, thing, at="2015-08-06", status=200):
    return main_of(shown(client, user, f"{url_of(thing)}?at={at}", status))
