-- Welk deel van de inwoners woont per gemeente in welke klasse van de Leefbaarometer?
-- Buurten gewogen met hun inwoners; beide cijfers uit dezelfde indeling (2024).
with klassen as (
    select g.name as gemeente, k.value as klasse, sum(n.value) as inwoners
    from observation k
    join observation n on n.indicator = 'inwoners' and n.area_year = k.area_year and n.area_code = k.area_code and n.year = k.year
    join area a on a.year = k.area_year and a.code = k.area_code and a.level = 'buurt'
    join area g on g.year = a.year and g.code = a.gemeente_code
    where k.indicator = 'lbm_klasse' and k.year = 2024 and k.value is not null and n.value is not null
    group by all
)
select gemeente, klasse, inwoners, round(100 * inwoners / sum(inwoners) over (partition by gemeente), 1) as procent
from klassen order by gemeente, klasse
