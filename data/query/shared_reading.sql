-- What more than one file brings. Most years come in one file, and only the others need comparing.
create temp table shared_reading as
    select indicator, area_year, year from reading group by all having min(raw_file) <> max(raw_file)
