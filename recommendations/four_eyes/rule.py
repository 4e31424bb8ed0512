"""Four eyes, once: who has an interest in an action or a part, as the records have it (domain.md, Four eyes).

The same SQL is asked before somebody decides (interests.py, which tells them why not) and when a decision is inserted, by
whatever way (triggers.py, which refuse it). It runs on SQLite and on PostgreSQL. Each row of it is (matter, interest): the key
of an action or of a part, and a name of interests.Interest in small letters. To fill in: {person}, the key of a user; {at}, a
moment; {actions} or {parts}, keys in brackets or a subquery.

It reads the records on the actions asked about and the history of what they answer, by their indexes.
"""

# What somebody did on an action counts for ever; that they owned it, since it opened or was last reopened as a whole. A reopening
# of one part begins nothing anew, since what was promised of the others goes on.
ON_ACTIONS = """
SELECT said.action_id AS matter, CASE WHEN said.corrects_id IS NULL THEN 'recommended' ELSE 'corrected' END AS interest
FROM recommendations_progressupdate said
WHERE said.action_id IN {actions} AND said.recorded_by_id = {person}
  AND (said.recommends_complete OR said.corrects_id IS NOT NULL)
UNION
SELECT asked.action_id, CASE WHEN answer.corrects_id IS NULL THEN 'answered' ELSE 'corrected' END
FROM recommendations_question asked JOIN recommendations_answer answer ON answer.question_id = asked.id
WHERE asked.action_id IN {actions} AND answer.recorded_by_id = {person}
UNION
SELECT request.action_id, 'asked'
FROM recommendations_deadlinerequest request
WHERE request.action_id IN {actions} AND request.recorded_by_id = {person}
UNION
SELECT covers.action_id, 'proposed'
FROM recommendations_coverage covers JOIN recommendations_response response ON response.part_id = covers.part_id
WHERE covers.action_id IN {actions} AND covers.ended_at IS NULL AND response.recorded_by_id = {person}
UNION
SELECT owned.matter, owned.interest
FROM (
  SELECT number AS matter, 'action' AS interest, owner_id AS post, history_date AS begun,
    LEAD(history_date) OVER (PARTITION BY number ORDER BY history_date, history_id) AS ended
  FROM recommendations_historicalaction
  WHERE number IN {actions} AND history_date <= {at}
  UNION ALL
  SELECT covers.action_id, 'issue', issue.issue_owner_id, issue.history_date,
    LEAD(issue.history_date) OVER (PARTITION BY covers.id ORDER BY issue.history_date, issue.history_id)
  FROM recommendations_coverage covers
  JOIN recommendations_part part ON part.id = covers.part_id
  JOIN recommendations_historicalrecommendation issue ON issue.id = part.recommendation_id
  WHERE covers.action_id IN {actions} AND covers.ended_at IS NULL AND issue.history_date <= {at}
) owned JOIN safeguarding_holding held ON held.post_id = owned.post AND {held}
WHERE EXISTS (
  SELECT 1 FROM recommendations_historicalaction opened
  WHERE opened.number = owned.matter AND (owned.ended IS NULL OR opened.history_date < owned.ended)
    AND (held.ends_at IS NULL OR opened.history_date < held.ends_at)
) AND NOT EXISTS (
  SELECT 1 FROM recommendations_decision anew
  WHERE anew.action_id = owned.matter AND anew.outcome = 'reopens' AND anew.part_id IS NULL AND anew.recorded_at <= {at}
    AND (anew.recorded_at >= owned.ended OR anew.recorded_at >= held.ends_at)
)
"""

# Both spells have to overlap: a post's holder of last year did not own what the post was given today. What ends as it begins was
# called off before anybody held it.
HELD = """held.holder_id = {person} AND held.starts_at <= {at}
  AND (held.ends_at IS NULL OR (held.ends_at > owned.begun AND held.ends_at > held.starts_at))
  AND (owned.ended IS NULL OR owned.ended > held.starts_at)"""

# A part is opened once, by its report, so whoever owned its issue since has an interest in it; and whoever has one in an action
# that answers it.
ON_PARTS = """
SELECT response.part_id AS matter, 'proposed' AS interest
FROM recommendations_response response
WHERE response.part_id IN {parts} AND response.recorded_by_id = {person}
UNION
SELECT part.id, CASE WHEN answer.corrects_id IS NULL THEN 'answered' ELSE 'corrected' END
FROM recommendations_part part
JOIN recommendations_question asked ON asked.recommendation_id = part.recommendation_id
JOIN recommendations_answer answer ON answer.question_id = asked.id
WHERE part.id IN {parts} AND answer.recorded_by_id = {person}
UNION
SELECT owned.matter, 'issue'
FROM (
  SELECT part.id AS matter, issue.issue_owner_id AS post, issue.history_date AS begun,
    LEAD(issue.history_date) OVER (PARTITION BY part.id ORDER BY issue.history_date, issue.history_id) AS ended
  FROM recommendations_part part
  JOIN recommendations_historicalrecommendation issue ON issue.id = part.recommendation_id
  WHERE part.id IN {parts} AND issue.history_date <= {at}
) owned JOIN safeguarding_holding held ON held.post_id = owned.post AND {held}
UNION
SELECT covers.part_id, 'covering'
FROM ({on_actions}) on_action
JOIN recommendations_coverage covers ON covers.action_id = on_action.matter
WHERE covers.part_id IN {parts} AND covers.ended_at IS NULL
"""
_COVERING = "(SELECT action_id FROM recommendations_coverage WHERE part_id IN {parts} AND ended_at IS NULL)"


def on_actions(actions: str, *, person: str, at: str) -> str:
    """The SELECT of the interests of `person` in `actions`, each of these being SQL."""
    held = HELD.format(person=person, at=at)
    return ON_ACTIONS.format(actions=actions, person=person, at=at, held=held)


def on_parts(parts: str, *, person: str, at: str) -> str:
    """The SELECT of the interests of `person` in `parts`, each of these being SQL."""
    held = HELD.format(person=person, at=at)
    covering = on_actions(_COVERING.format(parts=parts), person=person, at=at)
    return ON_PARTS.format(parts=parts, person=person, at=at, held=held, on_actions=covering)
