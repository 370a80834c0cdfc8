-- One row per area and year: the best route decides, and lends a name or a label point from another where it has none.
insert into area
select year, code, arg_min(level, (rank, raw_file)), arg_min(name, (rank, raw_file)) filter (name is not null),
    arg_min(gemeente_code, (rank, raw_file)) filter (gemeente_code is not null),
    bool_or(water), arg_min(change, (rank, raw_file)) filter (change is not null), null,
    arg_min(lon, (rank, raw_file)) filter (lon is not null), arg_min(lat, (rank, raw_file)) filter (lat is not null),
    arg_min(outline, (rank, raw_file)) filter (outline is not null), arg_min(outline_kind, (rank, raw_file)) filter (outline is not null),
    case when count(outline) > 0 then year end, arg_min(outline_tolerance, (rank, raw_file)) filter (outline is not null),
    arg_min(raw_file, (rank, raw_file)),
    arg_min(postcode, (rank, raw_file)) filter (postcode is not null), arg_min(raw_file, (rank, raw_file)) filter (postcode is not null)
from area_reading
group by year, code
order by year, code
