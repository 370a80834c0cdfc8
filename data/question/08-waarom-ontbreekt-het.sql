-- Waarom ontbreken cijfers van buurten?
-- Een leeg cijfer heeft altijd een reden: geheim, onbekend, nog niet gepubliceerd of niet van toepassing.
select i.naam, o.year, o.status, count(*) as buurten
from observation o
join indicator i on i.id = o.indicator
join area a on a.year = o.area_year and a.code = o.area_code and a.level = 'buurt'
where o.value is null
group by all order by buurten desc, i.naam, o.year limit 25
