-- The same for an indicator that may also be computed from its counts.
select area_code, list(year::integer * 10000 + area_year), list(value)
from area_values($1, $2, $3, $4)
group by area_code order by area_code
