-- Figures that a lesser route gives differently from the one that was taken, counted per source and indicator.
insert into finding
select 'verschil', f.source_id, null,
    format('{}: {} cijfer(s) van {} wijken af van {}; het laatste is gebruikt (bijvoorbeeld {}: {} tegen {}).',
        i.naam, count(*), any_value(f.name), any_value(g.name), min(r.area_code), arg_min(r.value, r.area_code), arg_min(o.value, r.area_code))
from (select * from reading semi join shared_reading using (indicator, area_year, year)) r
join (select * from observation semi join shared_reading using (indicator, area_year, year)) o on o.indicator = r.indicator and o.area_year = r.area_year and o.area_code = r.area_code and o.year = r.year
join raw_file f on f.id = r.raw_file join raw_file g on g.id = o.raw_file
join indicator i on i.id = r.indicator
where r.value is not null and o.value is not null and r.rank < 9 and r.raw_file <> o.raw_file
    and abs(r.value - o.value) > 1e-9 * greatest(1, abs(o.value))
group by f.source_id, i.naam, f.id
order by all
