-- An area without an outline in its own division takes the one of the nearest division in which the same code bears
-- the same name. outline_year says so; the catalogue's breaks and CBS's own flag say whether the place moved.
update area set outline = found.outline, outline_kind = found.outline_kind, outline_year = found.year, outline_tolerance = found.outline_tolerance
from (
    select a.year as for_year, a.code, b.outline, b.outline_kind, b.outline_tolerance, b.year
    from area a join area b on b.code = a.code and b.year = b.outline_year and b.name is not null
    where a.outline is null and a.name is not null and plain_name(a.name) = plain_name(b.name)
    qualify row_number() over (partition by a.year, a.code order by abs(a.year - b.year), b.year desc) = 1
) found
where area.year = found.for_year and area.code = found.code;

-- The same for the label point: it is inside the area as long as the place is the same.
update area set lon = found.lon, lat = found.lat
from (
    select a.year as for_year, a.code, b.lon, b.lat
    from area a join area b on b.code = a.code and b.lon is not null and b.name is not null
    where a.lon is null and a.name is not null and plain_name(a.name) = plain_name(b.name)
    qualify row_number() over (partition by a.year, a.code order by abs(a.year - b.year), b.year desc) = 1
) found
where area.year = found.for_year and area.code = found.code
