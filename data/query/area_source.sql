select s.id
from observation o join raw_file f on f.id = o.raw_file join source s on s.id = f.source_id
where o.indicator in (select unnest(list_concat([$1, $2], $3))::indicator_id) and o.area_code in (select unnest($4))
group by s.id, s.year order by s.year, s.id
