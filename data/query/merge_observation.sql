-- One observation per published figure. A value goes before a gap, the better route before the other;
-- files that give the same value are named beside it. A figure that a better route contradicts is left out here
-- and counted in finding. The embedded figures serve only where no file of the publisher speaks.
insert into observation
with keyed as (
    select *, min(rank) over key as best_rank, count(*) over key as files,
        row_number() over (partition by indicator, area_year, area_code, year order by (value is null), rank, raw_file) as place
    from reading
    window key as (partition by indicator, area_year, area_code, year)
), first as (
    select * from keyed where place = 1
), also as (
    select k.indicator, k.area_year, k.area_code, k.year, list(distinct k.raw_file order by k.raw_file) as files
    from keyed k join first f using (indicator, area_year, area_code, year)
    where k.files > 1 and k.place > 1 and k.raw_file <> f.raw_file and k.rank < 9 and k.value is not distinct from f.value
    group by all
)
select f.indicator, f.area_year, f.area_code, f.year, f.value, f.status, f.raw, f.raw_file, f.raw_row, a.files
from first f left join also a using (indicator, area_year, area_code, year)
order by f.indicator, f.year, f.area_year, f.area_code
