-- The series of every area for one indicator, by code; of a year that stands on two divisions, the later one's value.
select area_code, list(year order by year), list(area_year order by year), list(value order by year)
from (
    select area_code, year, max(area_year) as area_year, arg_max(value, area_year) as value
    from area_values($1, $2, $3, $4) group by area_code, year
)
group by area_code order by area_code
