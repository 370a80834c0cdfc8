select code, year, place, coalesce(why::varchar, ''), coalesce(source, '') from area_place where code in (select unnest($1)) order by code, year
