-- Welke buurten liggen om Palenstein heen, en hoeveel inwoners hebben ze?
-- Buren van de wijk in de indeling van 2024 die er zelf niet bij horen.
with eigen as (select code from buurten_in('palenstein', 2024))
select distinct a.code, a.name, o.value as inwoners
from neighbour n
join area a on a.year = n.year and a.code = n.other
left join observation o on o.indicator = 'inwoners' and o.area_year = a.year and o.year = a.year and o.area_code = a.code
where n.year = 2024 and n.code in (from eigen) and n.other not in (from eigen)
order by a.code
