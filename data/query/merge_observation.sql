-- One observation per published figure. A value goes before a gap, the better route before the other;
-- files that give the same value are named beside it. A figure that a better route contradicts is left out here
-- and counted in finding. The embedded figures serve only where no file of the publisher speaks.
-- What one file alone brings needs no comparing, and goes past it: that is most of a national year.
-- It runs for some indicators at a time, in the order of the catalogue: so the whole comes out sorted without one sort that is
-- larger than memory.
insert into observation
with part as (
    select * from reading where indicator between $first::indicator_id and $last::indicator_id
), keyed as (
    select r.*, row_number() over (partition by indicator, area_year, area_code, year order by (rank = 9), (value is null), rank, raw_file) as place
    from part r semi join shared_reading using (indicator, area_year, year)
), first as (
    select * exclude (place) from keyed where place = 1
), also as (
    select k.indicator, k.area_year, k.area_code, k.year, list(distinct k.raw_file order by k.raw_file) as files
    from keyed k join first f using (indicator, area_year, area_code, year)
    where k.place > 1 and k.raw_file <> f.raw_file and k.rank < 9 and k.value is not distinct from f.value
    group by all
), chosen as (
    select f.*, a.files from first f left join also a using (indicator, area_year, area_code, year)
    union all
    select r.*, null from part r anti join shared_reading using (indicator, area_year, year)
)
select indicator, area_year, area_code, year, value, status, raw, raw_file, raw_row, files
from chosen
order by indicator, year, area_year, area_code
