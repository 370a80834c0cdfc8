-- Standard scores of the indicators of likeness among the wijken of one division a year. They are rounded, so that the order
-- in which threads add up cannot show.
insert into profile
with division as (
    select year, area_year from profile_value group by year, area_year
    qualify row_number() over (partition by year order by count(*) desc, area_year desc) = 1
), wijk as (
    select v.* from profile_value v
    join division d on d.year = v.year and d.area_year = v.area_year
    join area a on a.year = v.area_year and a.code = v.code
    where not a.water
), size as (
    select year, count(distinct code) as wijken from wijk group by year
), spread as (
    select w.year, w.indicator, avg(w.value) as mean, stddev_pop(w.value) as deviation
    from wijk w join size s on s.year = w.year
    group by w.year, w.indicator, s.wijken having 2 * count(*) >= s.wijken and stddev_pop(w.value) > 0
    qualify count(*) over (partition by w.year) >= 3
), placed as (
    select year, area_year, code as place, indicator, value from wijk
    union all
    select t.year, null, t.subject::varchar, t.indicator, t.value
    from trend t join subject s on s.slug = t.subject
    where s.kind in ('wijk', 'referentie', 'eigen') and t.value is not null and t.quality <> 'D' and t.indicator in (select indicator from likeness)
)
select p.year, p.area_year, p.place, p.indicator, p.value, round((p.value - s.mean) / s.deviation, 6)
from placed p join spread s on s.year = p.year and s.indicator = p.indicator
order by p.year, p.place, p.indicator
