"""Who may do what, and every reason why not. Views hide by it, services insist on it.

Every reason is collected before the Ruling is given, so that nobody puts one right only to meet the next. `at` is the moment
of the request, an aware datetime: roles and posts are given from a moment until another.
"""

from safeguarding.roles import Refused, Ruling, insist

from ..four_eyes import HIDDEN_PART, hides, interests, interests_in_date, interests_in_parts
from .assurance import may_assure
from .checks import may_change_check, may_check_inspection, may_record_check
from .commissioner import may_respond_for_commissioner
from .corrected import may_correct, may_take_back_date, may_take_back_evidence, may_take_back_request
from .decisions import may_agree_response, may_answer, may_confirm, may_decide, may_decide_deadline, may_settle
from .gaps import may_see_gaps, may_waive, may_waive_gaps
from .inspectorate import may_ask_inspectorate, may_record_reply
from .measures import may_measure
from .moves import QUESTION_OPEN, may, moves, status_for, status_under, ties
from .packs import (
    may_issue,
    may_prepare_paper,
    may_print_for_inspectorate,
    may_read_draft,
    may_read_meetings,
    readable_papers,
)
from .partners import may_respond_for_agency
from .questions import may_answer_for, may_ask_about
from .redactions import confirms_redactions, may_ask_to_redact, may_redact, may_take_back_redaction
from .roles import (
    may_coordinate,
    may_direct,
    may_look_through,
    may_read_access_log,
    may_read_scrutiny,
    may_record_verdict,
    may_respond,
    may_see_queue,
    may_see_who_decides,
    may_set_up,
    may_speak_for,
    may_withdraw_import,
)
from .rounds import (
    may_draft_return,
    may_keep_rounds,
    may_look_at_mailed,
    may_read_return,
    may_read_rounds,
    may_submit_return,
)
from .seals import may_compare_seals, may_confirm_cosigning_key, may_cosign, may_withdraw_cosigning_key
from .sessions import (
    may_draft,
    may_hold_session,
    may_prepare_session,
    may_read_session,
    may_read_sessions,
    readable_sessions,
)

__all__ = [
    "HIDDEN_PART",
    "QUESTION_OPEN",
    "Refused",
    "Ruling",
    "confirms_redactions",
    "hides",
    "insist",
    "interests",
    "interests_in_date",
    "interests_in_parts",
    "may",
    "may_agree_response",
    "may_answer",
    "may_answer_for",
    "may_ask_about",
    "may_ask_inspectorate",
    "may_ask_to_redact",
    "may_assure",
    "may_change_check",
    "may_check_inspection",
    "may_compare_seals",
    "may_confirm",
    "may_confirm_cosigning_key",
    "may_coordinate",
    "may_correct",
    "may_cosign",
    "may_decide",
    "may_decide_deadline",
    "may_direct",
    "may_draft",
    "may_draft_return",
    "may_hold_session",
    "may_issue",
    "may_keep_rounds",
    "may_look_at_mailed",
    "may_look_through",
    "may_measure",
    "may_prepare_paper",
    "may_prepare_session",
    "may_print_for_inspectorate",
    "may_read_access_log",
    "may_read_draft",
    "may_read_meetings",
    "may_read_return",
    "may_read_rounds",
    "may_read_scrutiny",
    "may_read_session",
    "may_read_sessions",
    "may_record_check",
    "may_record_reply",
    "may_record_verdict",
    "may_redact",
    "may_respond",
    "may_respond_for_agency",
    "may_respond_for_commissioner",
    "may_see_gaps",
    "may_see_queue",
    "may_see_who_decides",
    "may_set_up",
    "may_settle",
    "may_speak_for",
    "may_submit_return",
    "may_take_back_date",
    "may_take_back_evidence",
    "may_take_back_redaction",
    "may_take_back_request",
    "may_waive",
    "may_waive_gaps",
    "may_withdraw_cosigning_key",
    "may_withdraw_import",
    "moves",
    "readable_papers",
    "readable_sessions",
    "status_for",
    "status_under",
    "ties",
]
