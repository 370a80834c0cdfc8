-- The same for an indicator of which every edition estimates all its years anew: an area has those of the newest edition that gives it any.
select enum_code(o.area_code)::bigint * 1_0000_0000 + o.year::integer * 10000 + o.area_year, o.edition, o.value
from observation o
join (select area_code, max(area_year) as newest from observation where indicator = $1::indicator_id and value is not null group by area_code) n on n.area_code = o.area_code
where o.indicator = $1::indicator_id and o.value is not null and o.area_year = n.newest
