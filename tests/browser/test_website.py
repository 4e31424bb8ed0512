"""The public website in Chromium: axe, no sideways scroll, no complaint of the browser's."""

from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from .accessibility import problems_at_both_widths
from .chromium import person

KINDS = ["", "position.html", "about.html", "reports/", "reports/hmic-ncpi-2014/", "responses/", "downloads/"]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@contextmanager
def served(folder):
    """The address at which any web server would give out the folder."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_every_kind_of_page_is_accessible_at_both_widths_and_quiet(chromium, looked_at, tmp_path):
    site = tmp_path / "site"
    looked_at.manage("website", "-o", site)
    longest = max((site / "reports/hmic-ncpi-2014").iterdir(), key=lambda path: path.stat().st_size)

    problems = []
    with served(site) as url, person(chromium, url) as page:
        for path in [*KINDS, longest.relative_to(site)]:
            page.goto(f"/{path}")
            page.evaluate("document.documentElement.dataset.appReady = ''")  # it has no script to wait for
            problems += problems_at_both_widths(page)
        problems += page.complaints

    assert problems == []
