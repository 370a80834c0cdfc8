select subject::varchar, indicator::varchar, year, value, status::varchar, coalesce(quality::varchar, ''), coverage, low, high, break_before
from trend
where subject in (select unnest($1)) and ($3 = 0 or indicator in (select unnest($2)))
order by subject, indicator, year
