-- Published figures that differ between two revisions, attached as a (older) and b (newer).
select coalesce(b.indicator, a.indicator), coalesce(b.area_year, a.area_year), coalesce(b.area_code, a.area_code), coalesce(b.year, a.year),
    coalesce(nb.name, na.name, ''), a.value, a.status, b.value, b.status
from (select * replace (indicator::varchar as indicator, status::varchar as status) from a.observation) a
full join (select * replace (indicator::varchar as indicator, status::varchar as status) from b.observation) b
    on b.indicator = a.indicator and b.area_year = a.area_year and b.area_code = a.area_code and b.year = a.year
left join a.area na on na.year = a.area_year and na.code = a.area_code
left join b.area nb on nb.year = b.area_year and nb.code = b.area_code
where a.value is distinct from b.value or a.status is distinct from b.status
order by 1, 4, 2, 3
