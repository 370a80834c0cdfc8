-- The publications that have an indicator, or the counts that it is computed from, for codes; oldest first.
with behind as (
    select id as indicator, id as input from indicator where shown
    union select id, numerator::indicator_id from indicator where shown and numerator is not null
    union select id, unnest(string_split(denominator, '+'))::indicator_id from indicator where shown and denominator is not null
), mine as (
    select distinct indicator, raw_file from observation where area_code in (select try_cast(unnest($1) as area_code))
)
select b.indicator::varchar, s.id
from mine o join behind b on b.input = o.indicator join raw_file f on f.id = o.raw_file join source s on s.id = f.source_id
group by b.indicator, s.id, s.year order by b.indicator, s.year, s.id
