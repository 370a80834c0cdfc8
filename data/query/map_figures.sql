-- The figures of all years of a map: those of the land areas of one level in a gemeente, each year in the division that map_years names.
select f.year, f.area_year, f.area_code::varchar, f.value, f.status::varchar, f.margin, f.rough, f.edition
from figure f join area a on a.year = f.area_year and a.code = f.area_code::varchar
where f.indicator = $1::indicator_id and f.value is not null and a.gemeente_code = $2 and a.level = $3::area_level and not a.water
    and list_contains($4, f.year || ' ' || f.area_year)
order by f.year, f.area_code::varchar
