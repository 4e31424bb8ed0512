"""Who is asked: the subject of the sentence, and nobody where a thing is its subject."""

import pytest

from inspections.reading.addressees import addressee_of_heading, addressees_of


@pytest.mark.parametrize(
    ("text", "addressees"),
    [
        ("We recommend that Fenshire Police undertakes a review", ("Fenshire Police",)),
        ("We recommend that the force ensures that", ("force",)),
        ("The Inquiry recommends that the Home Office publishes", ("Home Office",)),
        ("chief constables should make sure", ("chief constables",)),
        ("the College of Policing should amend", ("College of Policing",)),
        ("The Trust, together with the Police, should plan", ("Trust", "Police")),
        ("Local authorities and partners should publish", ("Local authorities", "partners")),
        ("The Safeguarding Board, through its sub-group, should work", ("Safeguarding Board",)),
        (
            "the Home Office, the College of Policing and chief constables should agree",
            ("Home Office", "College of Policing", "chief constables"),
        ),
        ("the Police and Crime Commissioner should hold", ("Police and Crime Commissioner",)),
        ("All services should recognise", ("All services",)),
        ("We recommend to the Ministry of Justice that courts must be told", ("Ministry of Justice",)),
        ("Council to review its licences", ("Council",)),
        ("the inspectorate asks Fenshire Police for news", ("Fenshire Police",)),
        ("We expect the force to send a plan", ("force",)),
        ("That the Government gives schools", ("Government",)),
    ],
)
def test_the_subject_is_who_is_asked(text, addressees):
    assert addressees_of(text) == addressees


@pytest.mark.parametrize(
    "text",
    [
        "There should be more outreach by the Council.",
        "Within six weeks of publication, HMIC will require an update on what was done.",
        "The duties of the night shift should be quickly settled.",
        "The score sheet should be kept up to date.",
        "Ensure that plans are read.",
        "Training must reach night staff.",
    ],
)
def test_a_thing_is_nobody(text):
    assert addressees_of(text) == ()


@pytest.mark.parametrize(
    ("heading", "addressees"),
    [
        ("Recommendations for the Home Office", ("Home Office",)),
        ("Recommendations to chief constables", ("chief constables",)),
        ("Lead: Council", ("Council",)),
        ("Findings for the year", ()),
    ],
)
def test_a_heading_may_name_who_is_asked(heading, addressees):
    assert addressee_of_heading(heading) == addressees
