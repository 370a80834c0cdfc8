select t.indicator::varchar, s.id
from trend_input t
join observation o on o.indicator = t.input and o.area_year = t.area_year and o.area_code = t.area_code and o.year = t.input_year
join raw_file f on f.id = o.raw_file
join source s on s.id = f.source_id
where t.subject in (select unnest($1)) and ($3 = 0 or t.indicator in (select unnest($2)))
group by t.indicator, s.id, s.year
order by t.indicator, s.year, s.id
