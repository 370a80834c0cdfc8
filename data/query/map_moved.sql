-- Areas of a gemeente whose outline changed between two divisions, as far as CBS's flag or the borders tell.
select distinct code from area where gemeente_code = $1 and change = '3' and year > $2 and year <= $3
union
select from_code from crosswalk where from_year = $2 and to_year = $3 and 'GM' || substr(from_code, 3, 4) = $1
group by from_code having coalesce(max(share_area) filter (to_code = from_code), 0) < 0.95
