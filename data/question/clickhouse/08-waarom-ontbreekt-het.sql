-- In een cluster koppelt elke server zijn eigen observaties; global stuurt hem de gebieden daarvoor. Op een server doet dat woord niets.
select status as reden, sum(n) as cijfers, uniqExact(naam) as soorten, min(year) as eerste_jaar, max(year) as laatste_jaar,
    arraySort(groupArray((-n, naam, year, concat(naam, ' in ', toString(year)))))[1].4 as vaakst, max(n) as buurten_daarin
from (
    select status, indicator, year, toInt64(count()) as n
    from observation as o global inner join (select year as area_year, code as area_code from area where level = 'buurt') as a using (area_year, area_code)
    where value is null
    group by status, indicator, year
) as leeg
inner join (select id as indicator, naam from indicator) as i using indicator
group by status order by cijfers desc
