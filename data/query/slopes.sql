-- Every land area of a level in the latest division that has the indicator, with the direction of its own line where its latest
-- value stands on that division.
with found as (
    select * from slope where indicator = $1 and level = $2::area_level
), latest as (
    select max(area_year) as year from found
)
select a.year, a.code, coalesce(a.name, ''), coalesce(a.gemeente_code, ''), coalesce(f.from_year, 0), coalesce(f.to_year, 0), coalesce(f.points, 0), coalesce(f.first_value, 0), coalesce(f.value, 0),
    f.slope, f.low, f.high, coalesce(f.p, 1), coalesce(f.why, '')
from area a join latest l on l.year = a.year
left join found f on f.place = a.code and f.area_year = a.year
where a.level = $2::area_level and not a.water
order by a.code
