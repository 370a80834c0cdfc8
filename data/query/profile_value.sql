insert into profile_value select area_year, area_code, year, $1, value from area_values($1, $2, $3, $4) where left(area_code::varchar, 2) = 'WK'
