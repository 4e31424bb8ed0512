-- Actions that have a word in their text, their owner's post or words; the first 25 of them, with how many there are.
WITH found AS (
    SELECT a.*, p.title AS owner
      FROM recommendations_action a LEFT JOIN safeguarding_post p ON p.id = a.owner_id
     WHERE a.text ILIKE %(word)s OR p.title ILIKE %(word)s OR a.owner_words ILIKE %(word)s
)
SELECT a.number, a.text, a.owner, a.status, a.target_on, a.original_target_on,
       (SELECT string_agg(i.title || ', ' || r.reference || t.letter, '; ')
          FROM recommendations_coverage c
          JOIN recommendations_part t ON t.id = c.part_id
          JOIN recommendations_recommendation r ON r.id = t.recommendation_id
          JOIN inspections_inspection i ON i.id = r.inspection_id
         WHERE c.action_id = a.number AND c.ended_at IS NULL) AS covers,
       (SELECT count(*) FROM found) AS total
  FROM (SELECT * FROM found ORDER BY number LIMIT 25) a
 ORDER BY a.number
