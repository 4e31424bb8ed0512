-- Recommendations by inspection and state (as far as their actions make it), and open actions late three ways.
WITH covering AS (
    SELECT t.recommendation_id,
           min(CASE WHEN a.number IS NULL THEN 0
                    WHEN c.supported_in_id IS NOT NULL OR a.status = 'complete' THEN 9
                    WHEN c.recommended_in_id IS NOT NULL OR a.status = 'recommended-complete' THEN 7
                    WHEN a.status = 'awaiting-allocation' THEN 1
                    ELSE 2 END) AS state
      FROM recommendations_part t
      LEFT JOIN recommendations_coverage c ON c.part_id = t.id AND c.ended_at IS NULL
      LEFT JOIN recommendations_action a ON a.number = c.action_id AND a.status <> 'withdrawn'
     WHERE t.ours
     GROUP BY t.recommendation_id
), states AS (
    SELECT i.title, i.published_on, v.state, count(*) AS how_many
      FROM covering v
      JOIN recommendations_recommendation r ON r.id = v.recommendation_id AND r.withdrawn_at IS NULL
      JOIN inspections_inspection i ON i.id = r.inspection_id
     GROUP BY i.id, v.state
), late AS (
    SELECT count(*) FILTER (WHERE a.target_on < %(today)s) AS current,
           count(*) FILTER (WHERE a.original_target_on < %(today)s) AS original,
           count(*) FILTER (WHERE d.due_on < %(today)s) AS inspectorate,
           count(*) FILTER (WHERE a.target_on IS NULL) AS no_date
      FROM recommendations_action a
      LEFT JOIN (SELECT c.action_id, min(t.due_on) AS due_on
                   FROM recommendations_coverage c JOIN recommendations_part t ON t.id = c.part_id AND t.ours
                  WHERE c.ended_at IS NULL GROUP BY c.action_id) d ON d.action_id = a.number
     WHERE a.status IN ('awaiting-allocation', 'in-progress', 'recommended-complete')
)
SELECT states.title, states.state, states.how_many, late.* FROM states CROSS JOIN late ORDER BY published_on DESC, title, state
