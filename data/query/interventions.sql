-- The register, by name; a gemeente that is written as its code has the name that the data give it.
select id, name, coalesce(note, ''), coalesce(approach, ''), array_to_string(routes, '+'), coalesce(who, ''),
    coalesce((select s.name from subject s where s.kind = 'gemeente' and s.gemeente_code = i.gemeente), i.gemeente, ''),
    coalesce(subject::varchar, area_code, ''), coalesce(area_year, 0), coalesce(starts, ''), coalesce(ends, ''),
    coalesce(indicator::varchar, ''), coalesce(base_year, 0), target, coalesce(target_year, 0), coalesce(follow_up, ''), source, coalesce(url, ''),
    coalesce(problem, ''), coalesce(aim, ''), coalesce(target_group, ''), coalesce(baseline, ''), coalesce(evaluation, ''), coalesce(continuation, ''),
    origin = 'eigen'
from intervention i
order by name, id
