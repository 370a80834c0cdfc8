-- The years in which areas of one level in a gemeente have a figure, published or computed from counts, each with the
-- division that has most of them.
select o.year, o.area_year, count(o.value)
from observation o join area a on a.year = o.area_year and a.code = o.area_code
where o.indicator in ($1, $2) and a.gemeente_code = $3 and a.level = $4::area_level and not a.water and o.value is not null
group by o.year, o.area_year
qualify row_number() over (partition by o.year order by count(o.value) desc, o.area_year desc) = 1
order by o.year
