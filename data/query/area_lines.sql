-- What codes have of every indicator that is shown; otherwise as area_trend.sql. Of those of $2 every edition estimates all its years anew.
with mine as (
    select * from figure where area_code in (select try_cast(unnest($1) as area_code)) and indicator in (select id from indicator where shown)
), newest as (
    select indicator, area_code, max(area_year) as edition from mine
    where not made and value is not null and indicator in (select try_cast(unnest($2) as indicator_id))
    group by all
)
select f.indicator::varchar, f.area_code::varchar, f.area_year, f.year, f.edition, f.value, f.status::varchar, f.margin, f.rough
from mine f left join newest n on n.indicator = f.indicator and n.area_code = f.area_code
where f.area_year >= coalesce(n.edition, 0)
order by f.indicator, f.area_code, f.year, f.area_year
