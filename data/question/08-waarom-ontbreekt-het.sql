-- Waarom ontbreken cijfers van buurten?
-- Een rij per reden, met het cijfer en het jaar waarin zij het vaakst voorkomt. Een leeg cijfer heeft altijd een reden: geheim, onbekend, niet van toepassing, of niet in deze uitgave: de uitgave die is geladen heeft het van geen enkel gebied (source.changed zegt van welke dag zij is).
with leeg as (
    select o.status, i.naam, o.year, count(*) as n
    from observation o
    join indicator i on i.id = o.indicator
    join area a on a.year = o.area_year and a.code = o.area_code and a.level = 'buurt'
    where o.value is null
    group by all
)
select status::varchar as reden, sum(n) as cijfers, count(distinct naam) as soorten, min(year) as eerste_jaar, max(year) as laatste_jaar,
    first(naam || ' in ' || year order by n desc, naam, year) as vaakst, max(n) as buurten_daarin
from leeg group by status order by cijfers desc
