-- Every land area of one level in a gemeente, with its figure as published or computed, or why there is none.
select a.code, coalesce(a.name, ''), f.value, coalesce(f.status::varchar, 'niet geladen'), f.margin, coalesce(f.rough, false), coalesce(f.edition, $4), a.outline, coalesce(a.outline_kind, ''),
    coalesce(a.outline_year, 0)
from area a
left join figure f on f.indicator = $1::indicator_id and f.area_year = $3 and f.year = $4 and f.area_code::varchar = a.code
where a.year = $3 and a.gemeente_code = $2 and a.level = $5::area_level and not a.water
order by a.code
