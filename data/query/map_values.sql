-- Every land area of one level in a gemeente, with its figure: as published, or else from its counts. A figure from counts is
-- provisional when any of them is, and missing for the reason of the count that is missing.
with counts as (
    select area_code, sum(value) filter (indicator = $2) as above,
        case when count(value) filter (list_contains($3, indicator::varchar)) = len($3) then sum(value) filter (list_contains($3, indicator::varchar)) end as below,
        case when bool_or(status = 'voorlopig') then 'voorlopig' else 'ok' end as good, min(status::varchar) filter (value is null) as gap
    from observation where area_year = $6 and year = $7 and (indicator = $2 or list_contains($3, indicator::varchar))
    group by area_code
)
select a.code, coalesce(a.name, ''), coalesce(o.value, case when c.below > 0 then $4 * c.above / c.below end),
    case when o.value is not null then o.status::varchar when c.above is not null and c.below > 0 then c.good
        else coalesce(o.status::varchar, c.gap, 'niet geladen') end,
    a.outline, coalesce(a.outline_kind, ''), coalesce(a.outline_year, 0)
from area a
left join observation o on o.indicator = $1 and o.area_year = $6 and o.year = $7 and o.area_code = a.code
left join counts c on c.area_code = a.code and len($3) > 0
where a.year = $6 and a.gemeente_code = $5 and a.level = $8::area_level and not a.water
order by a.code
