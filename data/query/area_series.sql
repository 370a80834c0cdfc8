-- The values of every area for one indicator that has no counts: the code as its place in its type, year and division in one
-- number, the value. In no order: DuckDB takes many times as long to give them sorted or as lists.
select enum_code(area_code)::integer, year::integer * 10000 + area_year, value
from observation
where indicator = $1 and value is not null
