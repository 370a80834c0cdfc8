-- Waar mag de reeks van de WOZ-waarde niet worden doorgetrokken?
select year, kind, note, source from series_break where indicator = 'woz' order by year
