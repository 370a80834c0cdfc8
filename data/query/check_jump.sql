-- Figures of key figures that are more than four times larger or smaller than those of the same area in the edition before it, while most
-- areas of its gemeente stayed near theirs. Both years have a figure, and the larger is no handful. Either can be the wrong one.
with figures as (
    select o.indicator, o.area_code::varchar as area_code, o.year, o.area_year, o.value, o.raw_file, o.raw_row, i.kind,
        lag(o.value) over w as before, lag(o.year) over w as year_before, lag(o.raw_file) over w as file_before, lag(o.raw_row) over w as row_before
    from observation o
    join indicator i on i.id = o.indicator and i.kind in ('count', 'mean', 'rate')
    join raw_file f on f.id = o.raw_file
    join source s on s.id = f.source_id and s.family = 'kwb'
    where o.value > 0 and left(o.area_code::varchar, 2) in ('GM', 'WK', 'BU')
    window w as (partition by o.indicator, o.area_code order by o.year, o.area_year)
), jumps as (
    select *, ln(value / before) as step, 'GM' || area_code[3:6] as gemeente from figures
    where before > 0 and year - year_before between 1 and 2
), usual as (
    select indicator, year, year_before, gemeente, area_code[1:2] as letters, median(step) as step, count(*) as areas from jumps group by all
)
select j.indicator::varchar, j.area_code, j.year_before, j.before, fb.name, j.row_before, j.year, j.value, f.name, j.raw_row
from jumps j
join usual u on u.indicator = j.indicator and u.year = j.year and u.year_before = j.year_before and u.gemeente = j.gemeente and u.letters = j.area_code[1:2]
join raw_file f on f.id = j.raw_file
join raw_file fb on fb.id = j.file_before
where u.areas > 4 and abs(j.step - u.step) > ln(4) and (j.kind <> 'count' or greatest(j.value, j.before) >= 200)
    and j.area_code in (select code::varchar from area where year = j.area_year and gemeente_code in (select gemeente_code from subject where kind in ('wijk', 'referentie', 'eigen')))
order by abs(j.step - u.step) desc, j.indicator, j.area_code, j.year
