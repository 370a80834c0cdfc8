-- trunc met een half erbij rondt af zoals DuckDB: round doet dat in de ene versie van ClickHouse anders dan in de andere.
select wijk, cijfer, year, trunc(here * scale + if(here < 0, -0.5, 0.5)) / scale as in_de_wijk,
    trunc(there * scale + if(there < 0, -0.5, 0.5)) / scale as in_de_gemeente,
    trunc((here - there) * scale + if(here < there, -0.5, 0.5)) / scale + 0 as verschil, eenheid, quality
from (
    select * from (
        select * from (select subject, indicator, year, value as here, quality from trend where value is not null and quality <> 'D') as t
        inner join (select slug as subject, name as wijk, gemeente_code from subject where kind = 'wijk') as w using subject
    ) as tw
    inner join (
        select gemeente_code, indicator, year, there
        from (select subject, indicator, year, value as there from trend where value is not null) as t
        inner join (select slug as subject, gemeente_code from subject where kind = 'gemeente') as m using subject
    ) as g using (gemeente_code, indicator, year)
    where indicator in ('woz', 'aandeel_65plus', 'gezondheid_goed')
    order by year desc limit 1 by subject, indicator
) as beide
inner join (select id as indicator, naam as cijfer, unit as eenheid, intExp10(decimals) as scale from indicator) as i using indicator
order by cijfer, verschil, wijk
