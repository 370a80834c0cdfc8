-- The series of every area for one indicator that has no counts, by code: year and division in one number, and the values, in
-- no order.
select area_code, list(year::integer * 10000 + area_year), list(value)
from observation
where indicator = $1 and value is not null and left(area_code, 2) in ('GM', 'WK', 'BU')
group by area_code order by area_code
