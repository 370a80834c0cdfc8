select o.rowid as place, o.indicator, o.year, o.area_year, o.area_code, a.name, a.level, a.gemeente_code, o.value, o.status, o.raw, o.raw_file, o.raw_row
from observation o left join area a on a.year = o.area_year and a.code = o.area_code
