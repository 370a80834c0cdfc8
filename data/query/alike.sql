select v.rank, v.code, v.area_year, coalesce(v.name, ''), coalesce(v.gemeente_code, ''), v.distance, v.indicators from vergelijkbaar($1, $2) v order by v.rank
