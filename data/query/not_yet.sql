-- A column in which a source has no value at all was not published yet when the file was made: that is
-- another reason than a single unknown figure.
update observation set status = 'nog niet gepubliceerd'
where status = 'onbekend' and (indicator, area_year, year, raw_file) in (
    select o.indicator, o.area_year, o.year, o.raw_file
    from observation o join raw_file f on f.id = o.raw_file
    where f.source_id in (select id from source where family = 'kwb')
    group by all having count(o.value) = 0 and count(*) > 1)
  and (indicator, area_year, year) in (
    select indicator, area_year, year from observation group by all having count(value) = 0)
