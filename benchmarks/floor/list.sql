-- Actions in progress past their current target, the first 25 of them, with how many there are.
SELECT a.number, a.text, p.title AS owner, a.status, a.target_on, a.original_target_on,
       (SELECT string_agg(i.title || ', ' || r.reference || t.letter, '; ')
          FROM recommendations_coverage c
          JOIN recommendations_part t ON t.id = c.part_id
          JOIN recommendations_recommendation r ON r.id = t.recommendation_id
          JOIN inspections_inspection i ON i.id = r.inspection_id
         WHERE c.action_id = a.number AND c.ended_at IS NULL) AS covers,
       (SELECT count(*) FROM recommendations_action WHERE status = 'in-progress' AND target_on < %(today)s) AS total
  FROM (SELECT * FROM recommendations_action
         WHERE status = 'in-progress' AND target_on < %(today)s ORDER BY number LIMIT 25) a
  LEFT JOIN safeguarding_post p ON p.id = a.owner_id
 ORDER BY a.number
