-- The publications behind the figures of a map.
select distinct s.id
from observation o join area a on a.year = o.area_year and a.code = o.area_code
join raw_file f on f.id = o.raw_file join source s on s.id = f.source_id
where (o.indicator in ($1, $2) or list_contains($3, o.indicator::varchar)) and a.gemeente_code = $4 and o.area_year = $5 and o.year = $6
order by s.id
