"""Every address there is, asked for by everybody: who is let in, that nobody reads what is not theirs, and that none fails."""

import re
from collections import defaultdict

import pytest
from django import forms
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.urls import reverse

from inspections.corrections import end_early_reader
from inspections.models import EarlyReader
from safeguarding.append_only import written_once
from safeguarding.models import AccessLogEntry, Leaf
from tests.moments import NOW
from tests.recorded import change

from .addresses import LETS_IN, OF_ADMIN, OF_API, OPEN, PEOPLE, address, of_admin, of_api, routes, signed_in
from .named_rows import forms_that_name_rows, naming, unseen
from .planted import read
from .world import AGENCY, DRAFT, EMBARGOED, FORCE

pytestmark = pytest.mark.django_db

# Who reads each of the planted words nowhere.
KEPT_FROM = {
    EMBARGOED: "DSOIRPAHUMN",
    DRAFT: "DSOIRPAHUMN",
    FORCE: "PAHN",
    AGENCY: "HN",
}
# Who looks at what else there is to leak: those from whom it is kept, one of the force for all.
LOOKED_AT_BY = {"narrow": "PA", "embargoed": "DOPA"}
# "ready" says with a 503 that this database was made without migrations, and is looked at in test_outages.
SLOW = {"session-pre-read-pdf", "session-minutes-pdf"}  # the same contents as in Word


def ways(world, cast):
    """(name, thing, address) of every page there is, of each of the three things that has one."""
    for name, route in routes().items():
        about = world if "<" in route else {"shared": world["shared"]}
        for key, thing in about.items():
            if where := address(name, route, thing, cast):
                yield name, key, where


def test_every_address_is_classified():
    classified = [name for names in LETS_IN.values() for name in names.split()]

    assert sorted(classified) == sorted(routes())
    assert of_admin() == OF_ADMIN
    assert of_api() == OF_API


def test_each_lets_in_whom_it_should_and_shows_them_nothing_that_is_kept_from_them(world, module_cast):
    lets_in = {name: letters for letters, names in LETS_IN.items() for name in names.split()}
    let_in, leaks, faults, asked = defaultdict(str), [], [], list(ways(world, module_cast))
    first = {name: key for name, key, _ in reversed(asked)}
    for letter in PEOPLE:
        client, kept = signed_in(module_cast, letter), {word for word, who in KEPT_FROM.items() if letter in who}
        for name, key, where in asked:
            of_first = first[name] == key
            if not (of_first or letter in LOOKED_AT_BY[key]) or (name in SLOW and letter not in "DP"):
                continue
            answer = client.get(where)
            if of_first and answer.status_code < 400:
                let_in[name] += letter
            faults += [(where, letter)] if answer.status_code >= 500 and name != "ready" else []
            leaks += [(where, letter, word) for word in read(answer) & kept]

    assert faults == []
    assert leaks == []
    wrong = {name: (let_in[name], who) for name, who in lets_in.items() if let_in[name] != who and name not in SLOW}
    assert wrong == {}


def test_signed_out_nobody_gets_further_than_the_sign_in(world, module_cast):
    client = Client(raise_request_exception=False)
    for name, _, where in ways(world, module_cast):
        for answer in (client.get(where), client.post(where)):
            if name not in OPEN:
                assert answer.url.partition("?")[0] == "/sign-in/"


def in_admin(model, thing):
    """The addresses of a model in the admin: its list, one that is looked through, and the pages of a row of the thing."""
    of_model = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    yield reverse(f"{of_model}_changelist")
    for key in thing.made.get(model, [])[-1:]:
        yield from (reverse(f"{of_model}_{page}", args=[key]) for page in ("change", "history"))
        yield reverse(f"{of_model}_changelist") + "?q=Zz"


@pytest.mark.parametrize(("letter", "key"), [("P", "narrow"), ("U", "embargoed")])
def test_nor_does_the_admin(world, module_cast, letter, key):
    change(getattr(module_cast, PEOPLE[letter]), is_staff=True, by=module_cast.administrator, at=NOW)
    client, kept = signed_in(module_cast, letter), {word for word, who in KEPT_FROM.items() if letter in who}
    leaks, shown = [], 0
    for model in admin.site._registry:
        for where in in_admin(model, world[key]):
            answer = client.get(where)
            shown += answer.status_code == 200
            leaks += [(where, word) for word in read(answer) & kept] + [(where, "fails")] * (answer.status_code >= 500)

    assert leaks == []
    assert shown > 40


@pytest.mark.parametrize("letter", "AN")
def test_in_the_admin_an_agency_and_whoever_has_no_role_find_nothing(world, module_cast, letter):
    change(getattr(module_cast, PEOPLE[letter]), is_staff=True, by=module_cast.administrator, at=NOW)

    assert signed_in(module_cast, letter).get("/admin/").content.decode().count("/admin/recommendations/") == 0


def recorded():
    """How many rows each table that is only added to has, of records and of history; the access log grows by every refusal."""
    tables = set(written_once()) - {model._meta.db_table for model in (AccessLogEntry, Leaf)}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in tables))
        return dict(cursor.fetchall())


def test_whoever_a_page_does_not_let_in_records_nothing_by_sending_its_form(world, module_cast):
    taken, before = [], recorded()
    lets_in = {name: letters for letters, names in LETS_IN.items() for name in names.split()}
    for letter in "SOPAU":
        client = signed_in(module_cast, letter)
        for name, key, where in ways(world, module_cast):
            # By a press alone: whoever sees the page may press, and a link or a name is not a right.
            not_let_in = lets_in[name] and letter not in lets_in[name] and key == "shared" and "<" in routes()[name]
            if not_let_in or (key == "embargoed" and letter == "P" and name != "set-password"):
                answer = client.post(where, {"text": "Mine.", "reason": "Mine.", "why": "Mine."})
                taken += [(where, letter, answer.status_code)] if answer.status_code not in (403, 404, 405) else []

    assert taken == []
    assert recorded() == before


def test_no_form_takes_a_row_that_its_sender_may_not_see(world, module_cast, monkeypatch):
    end_early_reader(EarlyReader.objects.get(), why="No more.", by=module_cast.coordinator, at=NOW)
    lets_in = {name: letters for letters, names in LETS_IN.items() for name in names.split()}
    naming_rows, built = set(forms_that_name_rows()), []
    init = forms.BaseForm.__init__
    monkeypatch.setattr(
        forms.BaseForm, "__init__", lambda form, *args, **kw: init(form, *args, **kw) or built.append(form)
    )
    taken, tried, before = [], set(), recorded()
    for name, key, where in ways(world, module_cast):
        letter = next((letter for letter in "PDSOC" if letter in lets_in[name]), None)
        if key != "shared" or name not in naming_rows or not letter:
            continue
        rows = unseen([world["embargoed"], world["narrow"]], getattr(module_cast, PEOPLE[letter]), NOW)
        client = signed_in(module_cast, letter)
        built.clear()
        client.get(where)
        sent = {name: value for form in built for name, value in naming(form, rows).items()}
        if sent:
            answer = client.post(where, sent)
            tried.add(name)
            told = answer.content.decode()
            taken += [(where, field) for field in sent if not re.search(rf'href="#id_{field}(_\d+)?"', told)]
            taken += [(where, word) for word in read(answer) & {EMBARGOED}]

    assert taken == []
    assert recorded() == before
    assert len(tried) > 20
