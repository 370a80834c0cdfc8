-- Counts of the buurten that have one added up against the gemeente's own figure.
select o.indicator::varchar, o.area_year, o.year, a.gemeente_code, g.value as gemeente, sum(o.value) as buurten,
    100 * (sum(o.value) - g.value) / g.value as difference
from observation o
join area a on a.year = o.area_year and a.code = o.area_code and a.level = 'buurt'
join indicator i on i.id = o.indicator and i.kind = 'count'
join observation g on g.indicator = o.indicator and g.area_year = o.area_year and g.year = o.year and g.area_code = a.gemeente_code
where g.value > 0 and a.gemeente_code in (select gemeente_code from subject where kind in ('wijk', 'eigen'))
group by o.indicator, o.area_year, o.year, a.gemeente_code, g.value
having count(o.value) > 0
order by abs(difference) desc
