-- What codes have of every indicator, as in area_trend.sql.
with anew as (
    select id from indicator where family in ('lbm3', 'gezondheid', 'ses')
), newest as (
    select area_code, indicator, max(area_year) as edition from observation
    where value is not null and area_code::varchar in (select unnest($1)) and indicator::varchar in (select id::varchar from anew)
    group by area_code, indicator
)
select f.indicator::varchar, f.area_code::varchar, f.area_year, f.year, f.edition, f.value, f.status::varchar, coalesce(a.name, '')
from figure f
left join area a on a.year = f.area_year and a.code = f.area_code::varchar
left join newest n on n.area_code = f.area_code and n.indicator = f.indicator
where f.area_code::varchar in (select unnest($1)) and f.area_year >= coalesce(n.edition, 0)
order by f.indicator, f.area_code, f.year, f.area_year
