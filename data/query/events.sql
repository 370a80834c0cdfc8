-- The facts about subjects, oldest first; a year goes before its months and days.
select id, subject, kind, starts, coalesce(ends, ''), open, label, note, source, url, confidence = 'zeker', origin = 'eigen'
from event
where len($1::varchar[]) = 0 or subject in (select unnest($1::varchar[]))
order by starts, id
