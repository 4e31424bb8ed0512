-- Every action with its owner, dates, lateness and the parts it covers.
SELECT a.number, a.text, p.title AS owner, a.status, a.target_on, a.original_target_on, a.expected_on,
       a.status IN ('awaiting-allocation', 'in-progress', 'recommended-complete') AND a.target_on < %(today)s AS late,
       c.covers, c.due_on
  FROM recommendations_action a
  LEFT JOIN safeguarding_post p ON p.id = a.owner_id
  LEFT JOIN (SELECT c.action_id, min(t.due_on) AS due_on,
                    string_agg(i.title || ', ' || r.reference || t.letter, '; ') AS covers
               FROM recommendations_coverage c
               JOIN recommendations_part t ON t.id = c.part_id
               JOIN recommendations_recommendation r ON r.id = t.recommendation_id
               JOIN inspections_inspection i ON i.id = r.inspection_id
              WHERE c.ended_at IS NULL GROUP BY c.action_id) c ON c.action_id = a.number
 ORDER BY a.number
