-- The buurten whose outline's box holds a point (WKB in RD metres), with their outlines; cells around a point are no borders.
select year, code, outline from area
where level = 'buurt' and outline is not null and outline_kind <> 'schematisch' and st_intersects_extent(st_geomfromwkb(outline), st_geomfromwkb($1))
order by code, year
