-- What borders say of an area and the area of its code in another division, by buurten: a wijk there is the buurten that bear its
-- number. A place is kept when 95% of it lies where its code lies now.
select c.from_code, c.from_year, c.to_year,
    coalesce(sum(c.share_area) filter (case c.from_code[1:2] when 'WK' then 'WK' || c.to_code[3:8] else c.to_code end = c.from_code), 0) >= 0.95
        and coalesce(abs(any_value(n.land_km2) - any_value(o.land_km2)) <= greatest(0.03, 0.05 * any_value(o.land_km2)), true)
from crosswalk c
join area o on o.year = c.from_year and o.code = c.from_code
join area n on n.year = c.to_year and n.code = c.from_code
group by c.from_code, c.from_year, c.to_year
