-- The series of every area for one indicator that has no counts, by code: year and division in one number, so that one sort
-- does for both, and the values.
select area_code, list(year::integer * 10000 + area_year order by year, area_year), list(value order by year, area_year)
from observation
where indicator = $1 and value is not null and left(area_code, 2) in ('GM', 'WK', 'BU')
group by area_code order by area_code
