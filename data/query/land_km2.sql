-- Land surface is published in hectares as a figure of its own; the area carries it in km2.
update area set land_km2 = o.value / 100
from observation o
where o.indicator = 'oppervlakte_land' and o.area_year = area.year and o.year = area.year
    and o.area_code = area.code and o.value is not null
