with larger as (
    select subject, indicator, year from trend
    where quality = 'D' and subject in (select unnest($1)) and ($3 = 0 or indicator in (select unnest($2)))
), enclosing as ( -- a value of quality D is that of one other area
    select n.subject, n.indicator, n.year, any_value(n.area_year) as area_year, any_value(n.area_code) as area_code
    from trend_input n join larger using (subject, indicator, year) where n.role = 'waarde' group by all
)
select t.subject::varchar, t.indicator::varchar, t.year, t.value, t.status::varchar, coalesce(t.quality::varchar, ''), t.coverage, t.low, t.high,
    t.edition, t.division, coalesce(t.stretch, 0), coalesce(t.why::varchar, ''), t.margin, t.rough, coalesce(a.name, ''), coalesce(s.changed::varchar, '')
from trend t
left join enclosing e on e.subject = t.subject and e.indicator = t.indicator and e.year = t.year
left join area a on a.year = e.area_year and a.code = e.area_code
left join indicator i on t.status = 'niet in deze uitgave' and i.id = t.indicator
left join source s on s.family = i.family and s.year = t.edition
where t.subject in (select unnest($1)) and ($3 = 0 or t.indicator in (select unnest($2)))
order by t.subject, t.indicator, t.year
