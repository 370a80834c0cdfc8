-- What divisions say of every area that bears a code: the name as names are compared, CBS's flag, and its ground in hectares.
select a.year, a.code, coalesce(a.name, ''), coalesce(a.change, ''), coalesce(l.value, 0), coalesce(t.value, 0)
from area a
left join observation l on l.indicator = 'oppervlakte_land' and l.area_year = a.year and l.year = a.year and l.area_code::varchar = a.code
left join observation t on t.indicator = 'oppervlakte_totaal' and t.area_year = a.year and t.year = a.year and t.area_code::varchar = a.code
where a.level in ('gemeente', 'wijk', 'buurt') and not a.water
