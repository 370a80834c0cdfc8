-- The scores of the Leefbaarometer of every wijk, and what they are weighed with in those divisions, of areas that are not among the codes.
with scored as (
    select distinct area_year, area_code from observation o join indicator i on i.id = o.indicator
    where i.family = 'lbm3' and i.kind = 'score' and substr(o.area_code, 1, 2) = 'WK'
        and o.area_year in (select area_year from observation where indicator = 'lbm' and value is not null)
)
select o.indicator::varchar, o.area_year, o.area_code, o.year, o.edition, o.value, o.status::varchar
from observation o join scored s on s.area_year = o.area_year and s.area_code = o.area_code
join indicator i on i.id = o.indicator
where (i.family = 'lbm3' and i.kind = 'score' or o.indicator in ('woningen', 'huishoudens'))
    and not list_contains($1::varchar[], o.area_code)
