-- What codes have of one indicator, a row per division and year: as published, else computed from its counts, else why there
-- is no value; with the name that the division gives the area.
with newest as ( -- figures of two editions are never one series where each estimates all its years anew
    select area_code, max(area_year) as edition from observation
    where indicator = $1::indicator_id and value is not null and area_code in (select unnest($5))
        and indicator in (select id from indicator where family = 'lbm3')
    group by area_code
), found as (
    select area_code, area_year, year, max(value) filter (indicator = $1::indicator_id) as direct, max(value) filter (indicator = $2::indicator_id) as part,
        case when count(value) filter (list_contains($3, indicator::varchar)) = len($3) then sum(value) filter (list_contains($3, indicator::varchar)) end as whole,
        min(status) filter (indicator = $1::indicator_id) as direct_status, min(status) filter (indicator = $2::indicator_id) as part_status
    from observation
    where indicator in (select unnest(list_concat([$1, $2], $3))::indicator_id) and area_code in (select unnest($5))
        and area_year >= coalesce((select edition from newest n where n.area_code = observation.area_code), 0)
    group by all
), made as (
    select *, case when whole > 0 then $4 * part / whole end as computed from found where direct_status is not null or part_status is not null
)
select m.area_code, m.area_year, m.year, coalesce(m.direct, m.computed),
    (case when m.direct is not null then m.direct_status when m.computed is not null then m.part_status when m.direct_status is null and m.part is not null then 'onvolledig'
        else coalesce(m.direct_status, m.part_status) end)::varchar, coalesce(a.name, '')
from made m left join area a on a.year = m.area_year and a.code = m.area_code
order by m.area_code, m.year, m.area_year
