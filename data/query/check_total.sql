-- Published counts of an area against the sum of those of the smaller areas in it: buurten and wijken against their gemeente, buurten
-- against their wijk. complete tells whether every land area of that level in it has one: only then can a sum be too low.
with counts as (
    select o.indicator, o.area_year, o.year, a.code, a.level, a.gemeente_code, o.value
    from observation o
    join indicator i on i.id = o.indicator and i.kind = 'count'
    join area a on a.year = o.area_year and a.code = o.area_code::varchar
    where a.level in ('gemeente', 'wijk', 'buurt') and not a.water and a.gemeente_code in (select gemeente_code from subject where kind in ('wijk', 'referentie', 'eigen'))
), parts as (
    select indicator, area_year, year, gemeente_code as whole, level, value from counts where level in ('wijk', 'buurt')
    union all
    select indicator, area_year, year, 'WK' || code[3:8], level, value from counts where level = 'buurt'
), sums as (
    select indicator, area_year, year, whole, level, sum(value) as total, count(*) as rows, count(value) as valued from parts group by all having count(value) > 0
), there as (
    select year, gemeente_code as whole, level, count(*) as areas from area where level in ('wijk', 'buurt') and not water group by all
    union all
    select year, 'WK' || code[3:8], level, count(*) from area where level = 'buurt' and not water group by all
)
select s.indicator::varchar, s.area_year, s.year, s.whole, w.value, s.level::varchar, s.total, 100 * (s.total - w.value) / w.value as difference, s.valued = t.areas as complete
from sums s
join counts w on w.indicator = s.indicator and w.area_year = s.area_year and w.year = s.year and w.code = s.whole and w.value > 0
join there t on t.year = s.area_year and t.whole = s.whole and t.level = s.level
order by abs(difference) desc
