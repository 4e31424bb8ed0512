-- Actions that have a word: in their text or owner, what they answer, or what was reported, asked and answered about them.
-- The first 25 of them, with how many there are.
WITH found AS (
    SELECT a.number
      FROM recommendations_action a LEFT JOIN safeguarding_post p ON p.id = a.owner_id
     WHERE a.text ILIKE %(word)s OR p.title ILIKE %(word)s OR a.owner_words ILIKE %(word)s
     UNION
    SELECT c.action_id
      FROM recommendations_coverage c
      JOIN recommendations_part t ON t.id = c.part_id
      JOIN recommendations_recommendation r ON r.id = t.recommendation_id
     WHERE c.ended_at IS NULL AND (t.text ILIKE %(word)s OR r.text ILIKE %(word)s)
     UNION
    SELECT action_id FROM recommendations_progressupdate
     WHERE done ILIKE %(word)s OR next ILIKE %(word)s OR no_change_because ILIKE %(word)s OR shown_by ILIKE %(word)s
     UNION
    SELECT q.action_id
      FROM recommendations_question q LEFT JOIN recommendations_answer n ON n.question_id = q.id
     WHERE q.text ILIKE %(word)s OR n.text ILIKE %(word)s
)
SELECT a.number, a.text, p.title AS owner, a.status, a.target_on, a.original_target_on,
       (SELECT string_agg(i.title || ', ' || r.reference || t.letter, '; ')
          FROM recommendations_coverage c
          JOIN recommendations_part t ON t.id = c.part_id
          JOIN recommendations_recommendation r ON r.id = t.recommendation_id
          JOIN inspections_inspection i ON i.id = r.inspection_id
         WHERE c.action_id = a.number AND c.ended_at IS NULL) AS covers,
       (SELECT count(*) FROM found) AS total
  FROM (SELECT number FROM found ORDER BY number LIMIT 25) f
  JOIN recommendations_action a ON a.number = f.number
  LEFT JOIN safeguarding_post p ON p.id = a.owner_id
 ORDER BY a.number
