-- The same for an indicator that may also be computed from its counts.
select enum_code(area_code)::bigint * 1_0000_0000 + year::integer * 10000 + area_year, value
from area_values($1, $2, $3, $4)
