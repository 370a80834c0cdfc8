-- The years in which areas of one level in a gemeente have a figure, published or computed from all its counts, each
-- with the division that has most of them; the newest one where figures of two editions are never one series.
with found as (
    select o.year, o.area_year, o.area_code, count(o.value) filter (o.indicator = $1) as direct,
        count(o.value) filter (o.indicator = $2) as above, count(o.value) filter (list_contains($3, o.indicator::varchar)) as below
    from observation o join area a on a.year = o.area_year and a.code = o.area_code
    where (o.indicator in ($1, $2) or list_contains($3, o.indicator::varchar))
        and a.gemeente_code = $4 and a.level = $5::area_level and not a.water
    group by all
)
select year, area_year, count(*)
from found
where direct > 0 or len($3) > 0 and above > 0 and below = len($3)
group by year, area_year
qualify row_number() over (partition by year order by
    case when $1 in (select id::varchar from indicator where family = 'lbm3') then area_year end desc, count(*) desc, area_year desc) = 1
order by year
