-- The DCC sends an action back: the decision, the action and its coverages as they were, and a history row of each.
WITH decided AS (
    INSERT INTO recommendations_decision
           (action_id, outcome, reason, although, decided_on, digest, audience, marking, held_by_id, issue_held_by_id,
            recorded_by_id, recorded_at)
    SELECT a.number, 'sends-back', 'Sample April too.', '', %(today)s, '', a.audience, a.marking, h.holder_id,
           (SELECT i.holder_id FROM recommendations_coverage c JOIN recommendations_part p ON p.id = c.part_id
              JOIN recommendations_recommendation r ON r.id = p.recommendation_id
              JOIN safeguarding_holding i ON i.post_id = r.issue_owner_id AND i.ends_at IS NULL
             WHERE c.action_id = a.number AND c.ended_at IS NULL LIMIT 1), g.user_id, now()
      FROM recommendations_action a
      JOIN safeguarding_holding h ON h.post_id = a.owner_id AND h.ends_at IS NULL
      CROSS JOIN (SELECT user_id FROM safeguarding_rolegrant WHERE role = 'dcc' AND ends_at IS NULL LIMIT 1) g
     WHERE a.number = %(number)s
    RETURNING action_id, recorded_by_id, recorded_at
), moved AS (
    UPDATE recommendations_action a SET status = 'in-progress' FROM decided WHERE a.number = decided.action_id RETURNING a.*
), covered AS (
    UPDATE recommendations_coverage c SET recommended_in_id = NULL FROM decided
     WHERE c.action_id = decided.action_id AND c.ended_at IS NULL RETURNING c.*
), covered_then AS (
    INSERT INTO recommendations_historicalcoverage
           (id, action_id, part_id, history_change_reason, history_date, history_type, history_user_id)
    SELECT c.id, c.action_id, c.part_id, 'Sends back', d.recorded_at, '~', d.recorded_by_id FROM covered c, decided d
)
INSERT INTO recommendations_historicalaction
       (number, text, owner_id, owner_words, status, target_words, target_on, target_precision, original_target_on,
        expected_words, expected_on, cost_words, unfunded, origin, audience, marking,
        history_change_reason, history_date, history_type, history_user_id)
SELECT m.number, m.text, m.owner_id, m.owner_words, m.status, m.target_words, m.target_on, m.target_precision,
       m.original_target_on, m.expected_words, m.expected_on, m.cost_words, m.unfunded, m.origin, m.audience, m.marking,
       'Sends back', d.recorded_at, '~', d.recorded_by_id
  FROM moved m, decided d
RETURNING history_id
