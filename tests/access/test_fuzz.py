"""Whatever stands in an address or is sent with a form: a page of ours answers, and none fails.

A few hundred requests in the suite; `make fuzz EXAMPLES=20000` sends as many as it is told.
"""

import os
import re
from datetime import date
from urllib.parse import quote, urlencode

import pytest
from django.contrib import admin
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.moments import NOW
from tests.recorded import change

from .addresses import LETS_IN, address, routes, signed_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:DateTimeField"),  # a day without an hour in a filter of the admin
]
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "150"))
HOSTILE = [
    "\0",
    "a\0b",
    "\ud800",
    "9" * 20,
    "9" * 5000,
    "-1",
    "²",
    "٣",
    "0001-01-01",
    "9999-12-31",
    "9999-12-31T23:59",
    "1e9",
]
HOSTILE += ["%", "\u202e", "x" * 3000, "[", "{}", "None", "2015-13-45", "10000-01-01", "a__b", "_5C_", "../../etc"]
VALUES = st.one_of(
    st.sampled_from(HOSTILE), st.text(max_size=20), st.integers().map(str), st.dates().map(date.isoformat)
)
# Asked in addresses, beside what stands on the pages.
ASKED = [
    "q",
    "at",
    "page",
    "sort",
    "from",
    "to",
    "check",
    "only",
    "show",
    "rows",
    "next",
    "session",
    "item",
    "recommendation",
]
NOT_ASKED = ("sign-out", "sign-in-as", "ready")  # the last answers 503 where something is late, as its monitor wants it
SENT_BY_PAGE = re.compile(r'name="([^"]+)"')


class Pages(list):
    """Told in few words: Hypothesis warns of a long list as it reports a failure, and would report that in its place."""

    def __repr__(self):
        return f"{len(self)} pages"


@pytest.fixture(scope="module")
def pages(world, module_cast):
    """(client, address, the names of what is sent there) of each page, with somebody signed in whom it lets in."""
    change(module_cast.administrator, is_staff=True, by=module_cast.administrator, at=NOW)
    people = {letter: signed_in(module_cast, letter, raise_request_exception=True) for letter in "CDOIPAM"}
    routed, found = routes(), Pages()
    for letters, names in LETS_IN.items():
        letter = next((letter for letter in people if letter in letters), "C")
        for name in names.split():
            things = (world["shared"], world["narrow"])
            where = next(filter(None, (address(name, routed[name], thing, module_cast) for thing in things)), None)
            if where and name not in NOT_ASKED:
                answer = people[letter].get(where)
                page = b"".join(answer) if answer.streaming else answer.content
                found.append(
                    (people[letter], where, sorted({*SENT_BY_PAGE.findall(page.decode("utf-8", "replace")), *ASKED}))
                )
    return found


def encoded(sent):
    """As a form sends it, a lone surrogate too, which no text may hold."""
    return urlencode([(name, value.encode("utf-8", "surrogatepass")) for name, value in sent.items()])


def ask(client, method, where, sent):
    """Send it, and take back whatever it recorded."""
    with transaction.atomic():
        if method == "GET":
            answer = client.get(f"{where}?{encoded(sent)}")
        else:
            answer = client.post(where, encoded(sent), content_type="application/x-www-form-urlencoded")
        assert answer.status_code < 500
        assert not answer.streaming or list(answer)
        transaction.set_rollback(True)


@settings(
    max_examples=EXAMPLES,
    suppress_health_check=list(HealthCheck),
    database=None,
    derandomize=EXAMPLES < 1000,
)
@given(data=st.data())
def test_no_page_or_form_fails_over_what_is_asked_or_sent(pages, data):
    client, where, names = data.draw(st.sampled_from(pages))
    sent = data.draw(st.dictionaries(st.sampled_from(names), VALUES, max_size=len(names)))

    ask(client, data.draw(st.sampled_from(["GET", "POST"])), where, sent)


@settings(
    max_examples=EXAMPLES // 2,
    suppress_health_check=list(HealthCheck),
    database=None,
    derandomize=EXAMPLES < 1000,
)
@given(data=st.data())
def test_nor_does_the_admin(pages, module_cast, data):
    client = signed_in(module_cast, "M", raise_request_exception=True)
    model = data.draw(st.sampled_from(sorted(admin.site._registry, key=str)))
    lists = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    listed = admin.site._registry[model].list_filter
    filters = [
        f"{each if isinstance(each, str) else each[0]}{how}" for each in listed for how in ("", "__gte", "__year")
    ]
    if data.draw(st.booleans()):
        ask(client, "GET", lists, data.draw(st.dictionaries(st.sampled_from(["q", "p", "o", "e", *filters]), VALUES)))
    else:
        key = quote(data.draw(VALUES).encode("utf-8", "surrogatepass"), safe="")
        ask(client, "GET", f"{lists}{key or 0}/{data.draw(st.sampled_from(['change', 'history', 'delete']))}/", {})


@pytest.mark.parametrize("charset", ["rot13", "base64", "utf-16", "nonsense"])
def test_a_strange_charset_at_the_sign_in_gets_a_page_of_ours(client, db, charset):
    kind = f"application/x-www-form-urlencoded; charset={charset}"

    answer = client.generic("POST", "/sign-in/", b"username=a&password=b", content_type=kind)

    assert answer.status_code in (200, 400)


@pytest.mark.parametrize(
    "where", ["/search/?q=%00", "/actions/?q=a%00", "/%00", "/admin/recommendations/action/?p=%00"]
)
def test_a_nul_in_an_address_gets_a_page_of_ours(pages, where):
    answer = pages[0][0].get(where)

    assert answer.status_code == 400
    assert "That address cannot be read" in answer.content.decode()


@pytest.mark.parametrize("demonstrates", [True, False])
def test_another_server_s_name_is_answered_by_a_page(client, settings, demonstrates):
    settings.DEMONSTRATION = demonstrates

    answer = client.get("/sign-in/", headers={"host": "elsewhere.example"})

    assert answer.status_code == 400
    assert "That address cannot be read" in answer.content.decode()
