-- An update on an action, by whoever holds its post.
INSERT INTO recommendations_progressupdate
       (action_id, assessment, done, next, no_change_because, corrected_because, recommends_complete, shown, shown_by, source,
        audience, marking, recorded_by_id, recorded_at)
SELECT a.number, 'on-target', 'Progress', '', '', '', false, '', '', '', a.audience, a.marking, h.holder_id, now()
  FROM recommendations_action a JOIN safeguarding_holding h ON h.post_id = a.owner_id AND h.ends_at IS NULL
 WHERE a.number = %(number)s
RETURNING id
