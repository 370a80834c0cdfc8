insert into profile_value select area_year, area_code, year, $1, value from figure where indicator = $1::indicator_id and value is not null and not rough and left(area_code::varchar, 2) = 'WK'
