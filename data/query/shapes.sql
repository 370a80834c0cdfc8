-- The land areas of gemeenten, in every division, with their inhabitants in the division's own year.
select a.year, a.code, a.level::varchar, coalesce(a.name, ''), a.gemeente_code, a.outline,
    coalesce(a.outline_kind, ''), coalesce(a.outline_year, 0), coalesce(a.outline_tolerance, 0), a.lon, a.lat, o.value
from area a left join observation o on o.indicator = 'inwoners' and o.area_year = a.year and o.year = a.year and o.area_code = a.code
where a.gemeente_code in (select unnest(?)) and not a.water order by a.year, a.gemeente_code, a.code
