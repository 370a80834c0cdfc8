-- The values of every area for one indicator: the code as its place in its type, the year and the division in one number, the
-- edition, and the value; rough ones have no direction to give. In no order: DuckDB takes many times as long to give them sorted or as lists.
select enum_code(area_code)::bigint * 1_0000_0000 + year::integer * 10000 + area_year, edition, value
from figure
where indicator = $1::indicator_id and value is not null and not rough
