"""All that the database refuses by itself, whoever asks and however: in plain sentences, each with the SQL that finds it so.

It asks the records: updates, answers, requests, responses, holdings and grants. The people copied into a decision are for
reading; a copy that is missing or false is refused. triggers.py puts this on the tables.
"""

from typing import NamedTuple

from safeguarding.models.people import DECIDING

from .interests import BY_THE_ISSUE
from .rule import on_actions, on_parts


class Refusal(NamedTuple):
    """A row is refused with these words where the condition, in SQL on NEW, holds."""

    words: str
    where: str


class Guarded(NamedTuple):
    """A table, the event on it that is looked at, and only where `when`; the refusals in order."""

    table: str
    event: str
    refusals: tuple[Refusal, ...]
    when: str = ""


WHO = {"person": "NEW.recorded_by_id", "at": "NEW.recorded_at"}
RUNNING = "{term}.starts_at <= NEW.recorded_at AND ({term}.ends_at IS NULL OR {term}.ends_at > NEW.recorded_at)"


def _has(role: str) -> str:
    """Whoever records has the role, on an account that nobody else can use; two others gave and confirmed it (safeguarding.roles)."""
    return f"""EXISTS (
  SELECT 1 FROM safeguarding_rolegrant given JOIN safeguarding_user person ON person.id = given.user_id
  WHERE given.user_id = NEW.recorded_by_id AND given.role = '{role}' AND {RUNNING.format(term="given")}
    AND (given.given_by_id IS NULL OR given.given_by_id <> given.user_id) AND NOT given.awaits_confirmation
    AND NOT person.is_superuser AND NOT EXISTS (SELECT 1 FROM safeguarding_rolegrant gives WHERE gives.user_id = given.user_id
      AND gives.role = 'administrator' AND {RUNNING.format(term="gives")})
    AND person.is_active AND NOT person.password_by_another)"""


NOT_THE_DCC = Refusal("Only the DCC decides this, by a role that somebody else gave them.", f"NOT {_has('dcc')}")
OWN_WORK = "Nobody decides on their own work."


def _own(select: str) -> Refusal:
    return Refusal(OWN_WORK, f"EXISTS ({select})")


def _hidden(parts: str) -> Refusal:
    """One of the parts, which the subquery finds, is of an inspection under embargo that is not theirs to read early.

    The day is that of UTC, which begins an hour late in summer: in doubt nobody decides. What was withdrawn is there for nobody.
    """
    return Refusal(
        "Nobody decides on what they cannot see.",
        f"""EXISTS (
  SELECT 1 FROM recommendations_part part JOIN recommendations_recommendation issue ON issue.id = part.recommendation_id
  JOIN inspections_inspection inspection ON inspection.id = issue.inspection_id
  WHERE part.id IN ({parts}) AND issue.withdrawn_at IS NULL AND inspection.withdrawn_at IS NULL
    AND (inspection.embargo_until > NEW.recorded_at
      OR (inspection.embargo_until IS NULL AND inspection.published_on > DATE(NEW.recorded_at)))
    AND NOT EXISTS (SELECT 1 FROM inspections_earlyreader early WHERE early.inspection_id = inspection.id
      AND early.reader_id = NEW.recorded_by_id AND early.ended_at IS NULL))""",
    )


def _copies(column: str, record: str) -> Refusal:
    """The person copied into `column` is the one whom the SELECT `record` finds, none where it finds none."""
    name = column.removesuffix("_id")
    return Refusal(f"{name} is not who the records say.", f"NEW.{column} IS DISTINCT FROM ({record})")


def _holder(post: str) -> str:
    """The holder at that moment of the post that the subquery `post` finds."""
    return f"""SELECT held.holder_id FROM safeguarding_holding held
  WHERE held.post_id = ({post}) AND {RUNNING.format(term="held")} ORDER BY held.id LIMIT 1"""


def _holds_issue(action: str, of: str = "", holder: str = "NEW.recorded_by_id") -> str:
    """Somebody, or `holder`, holds the issue of a part that the action answers; of: a condition on the coverages."""
    return f"""EXISTS (
  SELECT 1 FROM recommendations_coverage covers JOIN recommendations_part part ON part.id = covers.part_id
  JOIN recommendations_recommendation issue ON issue.id = part.recommendation_id
  JOIN safeguarding_holding held ON held.post_id = issue.issue_owner_id
  WHERE covers.action_id = {action} AND covers.ended_at IS NULL {of} AND {RUNNING.format(term="held")}
    {f"AND held.holder_id = {holder}" if holder else ""})"""


# --- A decision on an action, or on one part of it ------------------------------------------------

_RECOMMENDED = """SELECT said.id FROM recommendations_progressupdate said
  WHERE said.action_id = NEW.action_id AND said.recommends_complete AND said.corrects_id IS NULL
  ORDER BY said.recorded_at DESC, said.id DESC LIMIT 1"""
_CLOSED = f"""SELECT said.id FROM recommendations_progressupdate said
  WHERE said.id = ({_RECOMMENDED}) OR said.corrects_id = ({_RECOMMENDED})
  ORDER BY CASE WHEN said.corrects_id IS NULL THEN 0 ELSE 1 END DESC, said.recorded_at DESC, said.id DESC LIMIT 1"""
_OF_PART = "AND (NEW.part_id IS NULL OR covers.part_id = NEW.part_id)"
_ANY_ISSUE = _holds_issue("NEW.action_id", _OF_PART, holder="")
_THAT_ISSUE = _holds_issue("NEW.action_id", _OF_PART, holder="NEW.issue_held_by_id")

ON_ACTION = (
    NOT_THE_DCC,
    _own(on_actions("(NEW.action_id)", **WHO)),
    _hidden(
        "SELECT covers.part_id FROM recommendations_coverage covers"
        f" WHERE covers.action_id = NEW.action_id AND covers.ended_at IS NULL {_OF_PART}"
    ),
    Refusal(
        "The action does not answer that part.",
        """NEW.part_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM recommendations_coverage covers
  WHERE covers.action_id = NEW.action_id AND covers.part_id = NEW.part_id AND covers.ended_at IS NULL)""",
    ),
    # Else a date before the hand-over would make the holder of then a stranger.
    Refusal(
        "A decision is not dated before what it decides on.",
        """EXISTS (SELECT 1 FROM recommendations_historicalaction changed
  WHERE changed.number = NEW.action_id AND changed.history_date > NEW.recorded_at)
  OR EXISTS (SELECT 1 FROM recommendations_progressupdate said
  WHERE said.id = NEW.update_id AND said.recorded_at > NEW.recorded_at)""",
    ),
    Refusal("update is not the one that closed it.", f"NEW.update_id IS DISTINCT FROM ({_CLOSED})"),
    Refusal("Nobody recommended it complete.", "NEW.outcome = 'supports' AND NEW.update_id IS NULL"),
    _copies(
        "recommended_by_id",
        f"SELECT said.recorded_by_id FROM recommendations_progressupdate said WHERE said.id = ({_RECOMMENDED})",
    ),
    _copies(
        "updated_by_id",
        "SELECT said.recorded_by_id FROM recommendations_progressupdate said WHERE said.id = NEW.update_id",
    ),
    _copies(
        "held_by_id",
        _holder("SELECT owner_id FROM recommendations_action WHERE number = NEW.action_id"),
    ),
    # Of several issues one holder is copied, whichever.
    Refusal(
        "issue_held_by is not who the records say.",
        f"(NEW.issue_held_by_id IS NULL AND {_ANY_ISSUE}) OR (NEW.issue_held_by_id IS NOT NULL AND NOT {_THAT_ISSUE})",
    ),
)

# --- A date asked for -----------------------------------------------------------------------------

_ASKED_ON = "(SELECT action_id FROM recommendations_deadlinerequest WHERE id = NEW.request_id)"
# The issue owner's to agree (domain.md, Dates that must not be merged), and what they did as such keeps them from nothing.
_BY_THE_ISSUE = f"""(EXISTS (
  SELECT 1 FROM recommendations_deadlinerequest request WHERE request.id = NEW.request_id
    AND CASE WHEN NEW.instead_on > request.new_on THEN NEW.instead_on ELSE request.new_on END <= (
    SELECT MIN(part.due_on) FROM recommendations_coverage covers JOIN recommendations_part part ON part.id = covers.part_id
    WHERE covers.action_id = request.action_id AND covers.ended_at IS NULL AND part.ours))
  AND {_holds_issue(_ASKED_ON)})"""
_EXEMPT = ", ".join(sorted(f"'{interest.name.lower()}'" for interest in BY_THE_ISSUE))

ON_DATE = (
    Refusal(
        "The DCC decides a date, and the issue owner one within the inspectorate’s.",
        f"NOT {_has('dcc')} AND NOT {_BY_THE_ISSUE}",
    ),
    Refusal(
        OWN_WORK,
        f"""EXISTS (SELECT 1 FROM ({on_actions(_ASKED_ON, **WHO)}) mine
  WHERE mine.interest NOT IN ({_EXEMPT}) OR NOT {_BY_THE_ISSUE})""",
    ),
    _hidden(f"SELECT part_id FROM recommendations_coverage WHERE action_id = {_ASKED_ON} AND ended_at IS NULL"),
    _copies("asked_by_id", "SELECT recorded_by_id FROM recommendations_deadlinerequest WHERE id = NEW.request_id"),
    _copies("held_by_id", _holder(f"SELECT owner_id FROM recommendations_action WHERE number = {_ASKED_ON}")),
)

# --- A response, words of a document, an answer -----------------------------------------------------

_ISSUE_OF_RESPONSE = """SELECT issue.issue_owner_id FROM recommendations_response response
  JOIN recommendations_part part ON part.id = response.part_id
  JOIN recommendations_recommendation issue ON issue.id = part.recommendation_id
  WHERE response.id = NEW.response_id"""

_RESPONDED = "SELECT part_id FROM recommendations_response WHERE id = NEW.response_id"

ON_RESPONSE = (
    NOT_THE_DCC,
    _own(on_parts(f"({_RESPONDED})", **WHO)),
    _hidden(_RESPONDED),
    _copies("proposed_by_id", "SELECT recorded_by_id FROM recommendations_response WHERE id = NEW.response_id"),
    _copies("issue_held_by_id", _holder(_ISSUE_OF_RESPONSE)),
)


def _own_or_hidden(table: str, key: str) -> tuple[Refusal, ...]:
    """Of what is said on an action, else on a recommendation or the part of it that is meant."""
    action = f"SELECT action_id FROM {table} WHERE id = {key}"
    parts = f"""SELECT part.id FROM {table} about JOIN recommendations_part part
  ON part.recommendation_id = about.recommendation_id AND (about.part_id IS NULL OR part.id = about.part_id)
  WHERE about.id = {key} AND about.action_id IS NULL"""
    parts_of_record = f"{parts} UNION SELECT part_id FROM {table} WHERE id = {key} AND part_id IS NOT NULL"
    return _own(on_actions(f"({action})", **WHO)), _own(on_parts(f"({parts})", **WHO)), _hidden(parts_of_record)


ON_STATEMENT = (
    NOT_THE_DCC,
    *_own_or_hidden("recommendations_transcribedstatement", "NEW.statement_id"),
    _copies(
        "transcribed_by_id",
        "SELECT recorded_by_id FROM recommendations_transcribedstatement WHERE id = NEW.statement_id",
    ),
)

# Of what blocks, and of what somebody asked as the DCC about a recommendation.
_OF_THE_DCC = """EXISTS (SELECT 1 FROM recommendations_question asked WHERE asked.id = NEW.question_id AND (asked.blocks
  OR (asked.action_id IS NULL AND EXISTS (SELECT 1 FROM safeguarding_rolegrant given
    WHERE given.user_id = asked.recorded_by_id AND given.role = 'dcc' AND given.starts_at <= asked.recorded_at
      AND (given.ends_at IS NULL OR given.ends_at > asked.recorded_at)))))"""

ON_ANSWER = (
    Refusal(
        "Whoever asks says whether the answer is enough: the DCC of theirs, the OPCC of theirs.",
        f"""CASE WHEN {_OF_THE_DCC} THEN NOT {_has("dcc")} ELSE NOT {_has("opcc")} END""",
    ),
    *_own_or_hidden("recommendations_question", "NEW.question_id"),
)

# --- Complete, and the roles by which it is decided ---------------------------------------------------

_REOPENED = """EXISTS (SELECT 1 FROM recommendations_decision reopened
  WHERE reopened.action_id = supported.action_id AND reopened.outcome = 'reopens' AND reopened.id > supported.id
    AND (reopened.part_id IS NULL OR reopened.part_id = {part}))"""

COMPLETE = (
    Refusal(
        "No decision supports its completion.",
        f"""NOT EXISTS (SELECT 1 FROM recommendations_decision supported
  WHERE supported.action_id = NEW.number AND supported.outcome = 'supports'
    AND NOT {_REOPENED.format(part="supported.part_id")})""",
    ),
    Refusal(
        "A part that it answers is not supported.",
        f"""EXISTS (SELECT 1 FROM recommendations_coverage covers
  WHERE covers.action_id = NEW.number AND covers.ended_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM recommendations_decision supported
    WHERE supported.id = covers.supported_in_id AND supported.action_id = NEW.number
      AND supported.outcome = 'supports' AND NOT {_REOPENED.format(part="covers.part_id")}))""",
    ),
)

_DECIDING = ", ".join(sorted(f"'{role}'" for role in DECIDING))
GIVEN = (
    Refusal(
        "A role by which something is decided is given by somebody else.",
        f"NEW.role IN ({_DECIDING}) AND (NEW.given_by_id IS NULL OR NEW.given_by_id = NEW.user_id)",
    ),
    Refusal(
        "A role by which something is decided waits for a second person to confirm it.",
        f"NEW.role IN ({_DECIDING}) AND (NOT NEW.awaits_confirmation OR NEW.confirmed_by_id IS NOT NULL)",
    ),
)
KEPT = (
    Refusal(
        "Who has a role by which something is decided, and who gave it, stays as it was: end it and give another.",
        f"""(OLD.role IN ({_DECIDING}) OR NEW.role IN ({_DECIDING})) AND (NEW.role <> OLD.role
  OR NEW.user_id <> OLD.user_id OR NEW.given_by_id IS DISTINCT FROM OLD.given_by_id)""",
    ),
    Refusal(
        "A role by which something is decided is confirmed once, by whoever neither gave it nor has it.",
        f"""NEW.role IN ({_DECIDING}) AND (NEW.awaits_confirmation <> OLD.awaits_confirmation
  OR NEW.confirmed_by_id IS DISTINCT FROM OLD.confirmed_by_id) AND (NOT OLD.awaits_confirmation OR NEW.awaits_confirmation
  OR NEW.confirmed_by_id IS NULL OR NEW.confirmed_by_id IN (NEW.user_id, NEW.given_by_id))""",
    ),
)

GUARDED = (
    Guarded("recommendations_decision", "INSERT", ON_ACTION),
    Guarded("recommendations_deadlinedecision", "INSERT", ON_DATE),
    Guarded("recommendations_responsedecision", "INSERT", ON_RESPONSE),
    Guarded("recommendations_statementdecision", "INSERT", ON_STATEMENT),
    Guarded("recommendations_settlement", "INSERT", ON_ANSWER),
    Guarded("recommendations_action", "INSERT", COMPLETE, "NEW.status = 'complete'"),
    Guarded("recommendations_action", "UPDATE", COMPLETE, "NEW.status = 'complete' AND OLD.status <> 'complete'"),
    Guarded("safeguarding_rolegrant", "INSERT", GIVEN),
    Guarded("safeguarding_rolegrant", "UPDATE", KEPT),
)
