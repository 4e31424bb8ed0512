"""What is typed wrongly where an inspection is put right is said beside its field, and nothing typed is lost."""

from html import unescape

import pytest

from tests.recommendations.views.put_right_pages import PAGE, pressed, recorded, words_of


@pytest.mark.parametrize(
    ("field", "words", "said"),
    [
        ("published", "31 February 2015", "31 February 2015 is not a real date"),
        ("published", "spring 2015", "“spring 2015” names a season, not a day"),
        ("published", "февраль 2015", "is not one certain date"),
        ("published", "12 February", "“12 February” gives no year"),
        ("received", "July 2015", "“July 2015” is not a day"),
        ("received", "11 September 2015", "Day received must be today or earlier"),
        ("fieldwork_ended", "32/1/2015", "32/1/2015 is not a real date"),
        ("embargo_day", "12 February 2015", "Enter the hour at which the embargo ends"),
        ("embargo_day", "February 2015", "“February 2015” is not a day"),
        ("embargo_hour", "24:00", "“24:00” is not a time"),
        ("embargo_hour", "9:30", "Enter the day on which the embargo ends"),
        ("title", " ", "Enter title"),
        ("why", " ", "Say why. It is kept with what it was"),
        ("why", "x" * 2001, "Why it is put right must be 2000 characters or fewer"),
    ],
)
def test_what_is_wrong_is_said_and_everything_typed_comes_back(coordinator, inspection, field, words, said):
    page = coordinator.post(PAGE, pressed("record", **{"note": "Typed long ago.", field: words}))

    assert said in words_of(page)
    assert "Typed long ago." in words_of(page)
    assert words.strip() in unescape(page.content.decode())
    assert recorded().history.count() == 2  # registered and released


def test_a_marking_that_is_none_is_refused(coordinator, inspection):
    assert "Select marking from the list" in words_of(coordinator.post(PAGE, pressed("record", marking="secret")))


def test_both_ends_of_the_fieldwork_are_held_against_each_other(coordinator, inspection):
    said = [
        coordinator.post(PAGE, pressed("check", fieldwork_started=start, fieldwork_ended=end)).context["form"].errors
        for start, end in (("2 May 2014", "1 May 2014"), ("April 2014", "1 May 2014"))
    ]

    assert said == [
        {"fieldwork_ended": ["Fieldwork cannot end before it starts"]},
        {"fieldwork_ended": ["Give both ends of the fieldwork to the day, or both to the month"]},
    ]


@pytest.mark.parametrize("published", ["11 February 2015", "11/2/2015", " 11th February 2015 "])
def test_nothing_changed_is_nothing_to_record(coordinator, inspection, published):
    for press in ("check", "record"):
        page = coordinator.post(PAGE, pressed(press, published=published))

        assert "Nothing is changed yet." in words_of(page)
    assert recorded().history.count() == 2


def test_a_date_to_come_is_shown_to_close_it_to_all_but_early_readers(coordinator, inspection, cast, client):
    page = coordinator.post(PAGE, pressed("check", published="1 May 2016"))
    assert "Until 1 May 2016 only early readers see it, in any list or figure." in words_of(page)

    coordinator.post(PAGE, pressed("record", published="1 May 2016"))
    assert coordinator.get("/inspections/ours/").status_code == 200
    client.force_login(cast.opcc)
    assert client.get("/inspections/ours/").status_code == 404


def test_case_detail_is_asked_about_once(coordinator, inspection):
    page = coordinator.post(PAGE, pressed("check", note="The girl called Rose."))
    assert "looks like case detail" in words_of(page)

    page = coordinator.post(PAGE, pressed("check", note="The girl called Rose.", no_case_detail="on"))
    sent = dict(page.context["form"].sent) | {"press": "record"}
    coordinator.post(PAGE, sent)
    assert recorded().note == "The girl called Rose."
