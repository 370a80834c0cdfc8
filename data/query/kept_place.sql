-- What is known of whether a code is the same place in two divisions. CBS's flag speaks of the year before: 1 says the same
-- code and outline. The borders speak of the reference division, by buurten: a wijk there is the buurten that bear its number;
-- a place is kept when 95% of it lies where its code lies now and its land is within 5% of what it was.
select code, (year - 1)::smallint, year, change = '1' from area where change in ('1', '2', '3')
union all
select c.from_code, c.from_year, c.to_year,
    coalesce(sum(c.share_area) filter (case c.from_code[1:2] when 'WK' then 'WK' || c.to_code[3:8] else c.to_code end = c.from_code), 0) >= 0.95
        and abs(any_value(n.land_km2) - any_value(o.land_km2)) <= 0.05 * any_value(o.land_km2)
from crosswalk c
join area o on o.year = c.from_year and o.code = c.from_code
join area n on n.year = c.to_year and n.code = c.from_code
where o.land_km2 > 0 and n.land_km2 > 0
group by c.from_code, c.from_year, c.to_year
