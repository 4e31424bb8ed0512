-- One action with the parts it covers, its updates, questions, decisions and history.
SELECT a.number, a.text, p.title AS owner, a.status, a.target_on, a.original_target_on, a.expected_on,
       (SELECT json_agg(json_build_array(i.title, r.reference, t.letter, t.text, t.due_on))
          FROM recommendations_coverage c
          JOIN recommendations_part t ON t.id = c.part_id
          JOIN recommendations_recommendation r ON r.id = t.recommendation_id
          JOIN inspections_inspection i ON i.id = r.inspection_id
         WHERE c.action_id = a.number AND c.ended_at IS NULL) AS covers,
       (SELECT json_agg(json_build_array(u.recorded_at, w.username, u.assessment, u.done, u.next) ORDER BY u.recorded_at)
          FROM recommendations_progressupdate u JOIN safeguarding_user w ON w.id = u.recorded_by_id
         WHERE u.action_id = a.number) AS updates,
       (SELECT json_agg(json_build_array(q.recorded_at, q.text, n.text) ORDER BY q.recorded_at)
          FROM recommendations_question q LEFT JOIN recommendations_answer n ON n.question_id = q.id
         WHERE q.action_id = a.number) AS questions,
       (SELECT json_agg(json_build_array(d.recorded_at, d.outcome, d.reason) ORDER BY d.recorded_at)
          FROM recommendations_decision d WHERE d.action_id = a.number) AS decisions,
       (SELECT json_agg(json_build_array(h.history_date, h.history_change_reason, h.status, h.owner_id, h.target_on)
                        ORDER BY h.history_date)
          FROM recommendations_historicalaction h WHERE h.number = a.number) AS history
  FROM recommendations_action a LEFT JOIN safeguarding_post p ON p.id = a.owner_id
 WHERE a.number = %(number)s
