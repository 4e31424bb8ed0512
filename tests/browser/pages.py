"""Walking through every page of ours: from where a person starts, along the links, one page of each kind."""

from urllib.parse import urlsplit

from django.urls import Resolver404, get_resolver, resolve

NOT_PAGES = {
    "health": "answers a monitor",
    "evidence-file": "sends a file",
    "sign-in-as": "takes a press, not a visit",
    "sign-out": "takes a press, not a visit",
    "home": "leads to another page",
}


def names():
    """Every address of ours by name, the admin's left out."""
    return {
        pattern.name
        for entry in get_resolver().url_patterns
        for pattern in getattr(entry, "url_patterns", [entry])
        if getattr(entry, "app_name", None) != "admin" and pattern.name
    }


def tour(page, start="/"):
    """Open one page of each name that links lead to, from `start`; yields (name, path) with the page open."""
    seen, waiting = set(), [start]
    while waiting:
        path = waiting.pop(0)
        name = _name(path)
        if name in seen and path != start:
            continue
        seen.add(name)
        page.goto(path)
        arrived = urlsplit(page.url).path
        if path == start:
            seen.add(name := _name(arrived))
        yield name, arrived
        hrefs = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
        waiting += [
            split.path
            for split in map(urlsplit, hrefs)
            if split.netloc == urlsplit(page.url).netloc and _name(split.path) not in seen | {None}
        ]


def _name(path):
    """The name of the page at `path`; None where there is none, or it is the admin's or no page to look at."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return None if match.app_names or match.url_name in NOT_PAGES else match.url_name
