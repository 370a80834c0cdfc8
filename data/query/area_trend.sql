-- What codes have of one indicator, a row per division and year: as published or computed, or why there is no value; with the
-- name that the division gives the area.
select f.area_code::varchar, f.area_year, f.year, f.edition, f.value, f.status::varchar, coalesce(a.name, '')
from figure f left join area a on a.year = f.area_year and a.code = f.area_code::varchar
where f.indicator = $1::indicator_id and f.area_code::varchar in (select unnest($2))
order by f.area_code, f.year, f.area_year
