-- What codes have of one indicator, a row per division and year: as published or computed, or why there is no value; with the
-- name that the division gives the area. Where every edition estimates all its years anew ($3), only the newest that has a value counts.
with newest as (
    select area_code, max(area_year) as edition from observation
    where $3 and indicator = $1::indicator_id and value is not null and area_code::varchar in (select unnest($2))
    group by area_code
)
select f.area_code::varchar, f.area_year, f.year, f.edition, f.value, f.status::varchar, f.margin, f.rough, coalesce(a.name, '')
from figure f
left join area a on a.year = f.area_year and a.code = f.area_code::varchar
left join newest n on n.area_code = f.area_code
where f.indicator = $1::indicator_id and f.area_code::varchar in (select unnest($2)) and f.area_year >= coalesce(n.edition, 0)
order by f.area_code, f.year, f.area_year
