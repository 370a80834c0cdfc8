-- How far wijken lie apart on these indicators: the standard deviation over all wijken with a figure, in the latest year that thirty have
-- one. Where none are published per wijk, that of buurten.
with spread as (
    select indicator, year, left(area_code::varchar, 2) as level, stddev_samp(value) as apart
    from figure where indicator in (select unnest($1)) and left(area_code::varchar, 2) in ('WK', 'BU') and value is not null and not rough
    group by all having count(*) >= 30
), latest as (
    select indicator, level, max_by(apart, year) as apart from spread where apart > 0 group by indicator, level
)
select indicator::varchar, max_by(apart, level) from latest group by indicator -- WK comes after BU
