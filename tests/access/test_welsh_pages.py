"""Who reads in Welsh finds no English on the pages that are read most, but what somebody typed or recorded."""

import pytest

from .addresses import address, routes, signed_in
from .english import english_in, typed_texts

pytestmark = pytest.mark.django_db

READ_BY = {
    "O": "my-actions action-list action-detail action-update action-deadline round-return return-fill question-answer words-used",
    "D": "scrutiny-queue scrutiny-item scrutiny-statement scrutiny-deadline scrutiny-response session-list session-detail",
    "P": "position recommendation-list recommendation-detail inspection-list progress-report what-changed gap-list",
    "C": "coordination inspection-detail action-detail report-list plan-list round-list round-detail post-list redactable-on"
    " inspection-grades recommendation-link inspectorate-papers standing-text",
    "M": "set-up",
}


def pages(world, cast):
    """(name, what the answer says) of each page, and of a form sent empty, read in Welsh."""
    for letter, names in READ_BY.items():
        client = signed_in(cast, letter, headers={"accept-language": "cy"})
        for name in names.split():
            addresses = (address(name, routes()[name], world[key], cast) for key in ("shared", "narrow"))
            where = next(where for where in addresses if where)
            answer = client.get(where, follow=True)
            assert (name, answer.status_code) == (name, 200)
            yield name, answer.content.decode()
            if name == "action-update":
                yield f"{name}, sent empty", client.post(where, {}).content.decode()


def test_the_main_pages_have_no_english_of_ours(world, module_cast, welsh):
    typed, left = typed_texts(), {}
    for name, page in pages(world, module_cast):
        assert '<html lang="cy"' in page
        left |= {name: found} if (found := english_in(page, typed)) else {}

    assert left == {}


def test_planted_english_is_found_and_what_is_typed_is_not():
    page = '<p>Cam 3: We told the <b>owner</b>.</p><p>Past the <b>date</b></p><td data-label="Not yet due">Hwyr</td>'

    assert english_in(page, ["We told the owner."]) == {"Past the date", "Not yet due"}
