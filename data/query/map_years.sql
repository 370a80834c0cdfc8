-- The years in which areas of one level in a gemeente have a figure, each with the division that has most of them; the newest one
-- where every edition estimates all its years anew ($4).
select f.year, f.area_year, count(*)
from figure f join area a on a.year = f.area_year and a.code = f.area_code::varchar
where f.indicator = $1::indicator_id and f.value is not null and a.gemeente_code = $2 and a.level = $3::area_level and not a.water
group by f.year, f.area_year
qualify row_number() over (partition by f.year order by
    case when $4 then f.area_year end desc, count(*) desc, f.area_year desc) = 1
order by f.year
