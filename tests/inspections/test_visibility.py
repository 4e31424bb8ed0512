"""Who may know of an inspection: rights, embargo, release, agencies concerned."""

from datetime import date

import pytest
from django.db.models import IntegerField, Q, Value

from inspections.corrections import put_inspection_right
from inspections.models import Inspection
from inspections.services import concern_agency, name_early_reader, release_to_opcc
from inspections.visibility import known_at_each, known_inspections
from safeguarding.appointments import end, grant
from safeguarding.as_at import rows
from safeguarding.models import Agency
from safeguarding.models.people import Role
from safeguarding.roles import authority
from tests.cast import FORCE, PEOPLE
from tests.factories import InspectionFactory, UserFactory
from tests.moments import NOW, OPENED, london
from tests.recorded import write
from tests.statements import parameters_of_each

LIFTED = london(2015, 2, 11, 0, 1)
JUST_BEFORE = london(2015, 2, 11, 0, 0)
MAY = london(2015, 5, 1)
REGISTERED = london(2015, 2, 1)


def readers(cast, at=NOW):
    """The names of those who see the one inspection that there is."""
    assert Inspection.objects.count() == 1
    return {name for name in PEOPLE if Inspection.objects.visible_to(getattr(cast, name), at).exists()}


def test_a_published_inspection_is_the_force_s_to_see_until_it_is_released(cast):
    InspectionFactory()

    assert readers(cast) == FORCE


def test_to_whom_nothing_is_hidden_what_is_of_no_inspection_is_of_none_they_see(cast):
    InspectionFactory()

    assert known_inspections(cast.coordinator, NOW).of_any("inspection") == Q(inspection__isnull=False)


def test_of_many_past_moments_at_once_each_has_what_was_under_embargo_then(cast, django_assert_num_queries):
    closed, reader = InspectionFactory(embargo_until=LIFTED, at=REGISTERED), cast.dcc
    authority(reader, NOW)
    moments = {REGISTERED: (closed.pk,), JUST_BEFORE: (closed.pk,), MAY: ()}
    with django_assert_num_queries(1):
        known_at_each(reader, NOW, moments)
        assert {moment: known_inspections(reader, NOW, moment).keys for moment in moments} == moments


def test_the_opcc_sees_it_from_the_moment_of_its_release(cast):
    release_to_opcc(InspectionFactory(), by=cast.coordinator, at=london(2015, 5, 1))

    assert readers(cast, at=london(2015, 4, 30, 23, 59)) == FORCE
    assert readers(cast, at=london(2015, 5, 1)) == FORCE | {"opcc"}


def test_a_partner_sees_it_where_their_agency_is_concerned_and_no_other_agency_does(cast):
    other = write(Agency(slug="health", name="Health Trust"), by=cast.coordinator, at=OPENED)
    inspection = InspectionFactory()
    concern_agency(inspection, other, by=cast.coordinator, at=OPENED)
    assert readers(cast) == FORCE

    concern_agency(inspection, cast.agency, by=cast.coordinator, at=OPENED)
    assert readers(cast) == FORCE | {"partner"}


def test_an_agency_that_is_concerned_no_more_sees_it_no_more(cast):
    concerned = concern_agency(InspectionFactory(), cast.agency, by=cast.coordinator, at=OPENED)
    concerned.ended_at = OPENED
    write(concerned, by=cast.coordinator, at=OPENED)

    assert readers(cast) == FORCE


# Before publication, and embargo


@pytest.fixture
def embargoed(cast):
    """Released and concerning an agency already, so that only the embargo hides it."""
    inspection = InspectionFactory(embargo_until=LIFTED, at=REGISTERED)
    concern_agency(inspection, cast.agency, by=cast.coordinator, at=REGISTERED)
    return release_to_opcc(inspection, by=cast.coordinator, at=REGISTERED)


def test_under_embargo_only_who_registered_it_sees_it_up_to_the_very_moment(embargoed, cast):
    assert readers(cast, at=JUST_BEFORE) == {"coordinator"}
    assert readers(cast, at=LIFTED) == FORCE | {"opcc", "partner"}


def test_named_early_readers_see_it_under_embargo(embargoed, cast):
    for reader in (cast.issue_owner, cast.opcc):
        name_early_reader(embargoed, reader, by=cast.coordinator, at=REGISTERED)

    assert readers(cast, at=JUST_BEFORE) == {"coordinator", "issue_owner", "opcc"}


def test_an_early_reader_who_is_one_no_more_sees_it_no_more(embargoed, cast):
    named = name_early_reader(embargoed, cast.issue_owner, by=cast.coordinator, at=REGISTERED)
    named.ended_at = REGISTERED
    write(named, by=cast.coordinator, at=REGISTERED)

    assert readers(cast, at=JUST_BEFORE) == {"coordinator"}


def test_an_early_reader_who_left_sees_it_no_more(embargoed, cast):
    name_early_reader(embargoed, cast.issue_owner, by=cast.coordinator, at=REGISTERED)
    end(cast.issue_owner.role_grants.get(), why="Retired", by=cast.administrator, at=london(2015, 2, 5))
    cast.coordinator.is_active = False

    assert readers(cast, at=JUST_BEFORE) == set()


def test_without_an_embargo_it_opens_with_the_day_of_publication_in_london(cast):
    InspectionFactory(published_on=date(2015, 7, 1), at=REGISTERED)

    assert readers(cast, at=london(2015, 6, 30, 23, 59)) == {"coordinator"}
    assert readers(cast, at=london(2015, 7, 1, 0, 0)) == FORCE  # 23:00 the day before by Greenwich


def test_an_embargo_outlasts_the_day_of_publication(cast):
    InspectionFactory(published_on=date(2015, 2, 11), embargo_until=london(2015, 2, 11, 9, 30), at=REGISTERED)

    assert readers(cast, at=london(2015, 2, 11, 9, 29)) == {"coordinator"}
    assert readers(cast, at=london(2015, 2, 11, 9, 30)) == FORCE


def test_what_has_no_date_of_publication_hides_from_nobody_with_rights(cast):
    InspectionFactory(published_on=None)

    assert readers(cast) == FORCE


# People


def test_who_was_deactivated_sees_nothing(cast):
    InspectionFactory()
    cast.dcc.is_active = False

    assert readers(cast) == FORCE - {"dcc"}


def test_a_role_that_ended_or_has_not_begun_shows_nothing(cast):
    InspectionFactory()
    end(cast.auditor.role_grants.get(), why="Moved", by=cast.administrator, at=london(2015, 6, 1))
    newcomer = UserFactory()
    grant(newcomer, Role.OWNER, by=cast.administrator, at=london(2015, 10, 1))

    assert readers(cast) == FORCE - {"auditor"}
    assert not Inspection.objects.visible_to(newcomer, NOW).exists()
    assert Inspection.objects.visible_to(newcomer, london(2015, 10, 1)).exists()


def test_rights_and_embargo_may_be_those_of_two_moments(embargoed, cast):
    """Looking at the past: the person's rights now, the embargo of then."""
    seen = {
        name
        for name in PEOPLE
        if Inspection.objects.filter(known_inspections(getattr(cast, name), NOW, as_at=JUST_BEFORE).of())
    }

    assert seen == {"coordinator"}


def test_however_many_are_kept_from_somebody_a_page_asks_once_with_one_parameter_for_them(
    cast, django_assert_num_queries
):
    for hour in range(60):
        InspectionFactory(embargo_until=london(2016, 1, 1, hour % 24))
    InspectionFactory(slug="seen")
    authority(cast.dcc, NOW)

    with django_assert_num_queries(3), parameters_of_each() as parameters:
        for _ in range(2):
            seen = Inspection.objects.visible_to(cast.dcc, NOW).values_list("slug", flat=True)
            assert list(seen) == ["seen"]

    assert parameters[1:] == [1, 1]


def test_what_is_of_no_inspection_is_among_those_of_none(cast):
    """Neither where some are kept from somebody nor where none are."""
    InspectionFactory(embargo_until=london(2016, 1, 1))
    InspectionFactory(slug="seen")
    of_none = Inspection.objects.annotate(of=Value(None, output_field=IntegerField()))

    assert not of_none.filter(of__outside=[1, 2]).exists()
    assert (
        of_none.filter(pk__outside=known_inspections(cast.dcc, NOW).keys).values_list("slug", flat=True).get() == "seen"
    )


def test_of_a_past_moment_the_same_are_kept_from_somebody_as_of_today(cast):
    """A row of history has a key of its own, which is not the inspection's."""
    put_inspection_right(InspectionFactory(slug="seen"), title="Another", why="Misspelt.", by=cast.coordinator, at=MAY)
    hidden = InspectionFactory(embargo_until=london(2016, 1, 1))
    known = known_inspections(cast.dcc, NOW, as_at=MAY)

    assert known.keys == (hidden.pk,)
    assert [inspection.slug for inspection in rows(Inspection, MAY).filter(known.of())] == ["seen"]
