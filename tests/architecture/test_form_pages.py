"""Every form that records something is sent once and keeps what is typed on it; those that do not, with why."""

import re
from pathlib import Path

TEMPLATES = Path(__file__).parents[2] / "templates"
SENT_ONCE = '{% include "components/sent_once.html" with form=form csrf_token=csrf_token only %}'
POSTED = r'<form[^>]*method="post".*?</form>|{% include "registration/form.html"'

WITHOUT = {
    "components/header.html": "signs out",
    "components/kept_words.html": "starts afresh",
    "components/languages.html": "asks for another language",
    "registration/cast.html": "signs in",
    "registration/form.html": "is what those signing in include, each of which stands here",
    "registration/change_password.html": "holds passwords, and a second press finds the old one wrong",
    "registration/again.html": "signs in once more",
    "registration/enter_code.html": "signs in",
    "registration/login.html": "signs in",
    "registration/new_recovery_codes.html": "a second press makes others still",
    "registration/replace_device.html": "a second press finds none",
    "registration/set_up_second_step.html": "holds a code, and a second press finds the phone set up",
    "registration/set_password.html": "holds a password, and its link works once",
    "recommendations/inspection_release.html": "a second press finds it released",
    "recommendations/keys/list.html": "a second press finds it revoked",
    "recommendations/looked_through.html": "a second press takes off no more",
    "recommendations/meetings/stands.html": "a second press finds nothing left to mark",
    "recommendations/my_actions_taken_over.html": "a second press finds it seen",
    "recommendations/rounds/board.html": "a post is chased once a day",
    "recommendations/rounds/round.html": "a post is chased once a day",
    "recommendations/plans/give_up.html": "a second press finds it gone",
    "recommendations/plans/plan.html": "keeps answers as they are typed and at each press; accepting compares a digest",
    "recommendations/save_view.html": "takes a saved view off: a second press finds it gone",
    "recommendations/seals/list.html": "records nothing",
    "recommendations/who_decides.html": "a second press finds it confirmed",
    "recommendations/set_up_record.html": "looks again, and changes nothing that is as recorded",
    "recommendations/reports/give_up.html": "a second press finds it gone",
    "recommendations/reports/reading.html": "each draft is chosen in its version",
    "recommendations/reports/tally.html": "a report is recorded once, by its digest",
}


def forms():
    """(template, form) of each form that is posted, and of each place where one is included that is not sent once."""
    for path in sorted(TEMPLATES.rglob("*.html")):
        for form in re.findall(POSTED, path.read_text(), re.DOTALL):
            yield path.relative_to(TEMPLATES).as_posix(), form


def test_every_form_carries_a_token_used_once_or_stands_here_with_why():
    assert {template for template, form in forms() if SENT_ONCE not in form} == set(WITHOUT)


def test_enter_presses_what_records_and_not_what_keeps_for_later():
    """A browser presses the first button of a form, in sight or not."""
    kept = (template for template, form in forms() if "<button" in form.partition(SENT_ONCE)[2])
    assert list(kept) == []
