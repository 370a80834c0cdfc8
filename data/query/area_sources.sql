-- The publications of which a code has figures, by indicator; oldest first.
select o.indicator::varchar, s.id
from observation o join raw_file f on f.id = o.raw_file join source s on s.id = f.source_id
where o.area_code::varchar = $1
group by o.indicator, s.id, s.year order by o.indicator, s.year, s.id
