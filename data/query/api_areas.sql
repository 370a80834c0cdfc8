select rowid as place, year, code, level, name, gemeente_code, water, change, land_km2, lon, lat, outline_kind, outline_year from area
