-- Figures that two files of the same standing give differently; the first few are enough to refuse.
select r.indicator::varchar, r.area_year, r.area_code, r.year, min(r.value), max(r.value),
    arg_min(r.raw_file, r.value), arg_max(r.raw_file, r.value)
from reading r semi join shared_reading using (indicator, area_year, year)
where r.value is not null
group by r.indicator, r.area_year, r.area_code, r.year, r.rank
having max(r.value) - min(r.value) > 1e-9 * greatest(1, abs(max(r.value)))
order by all limit 3
