-- trunc met een half erbij rondt af zoals DuckDB: round doet dat in de ene versie van ClickHouse anders dan in de andere.
select year, max(if(subject = 'moerwijk', shown, NULL)) as "Moerwijk", max(if(subject = 'gm0518', shown, NULL)) as "Den Haag",
    max(if(subject = 'nl', shown, NULL)) as "Nederland"
from (
    select subject, year, trunc(value * intExp10(decimals) + if(value < 0, -0.5, 0.5)) / intExp10(decimals) as shown
    from (select subject, indicator, year, value from trend where subject in ('moerwijk', 'gm0518', 'nl') and indicator = 'aandeel_65plus') as t
    inner join (select id as indicator, decimals from indicator) as i using indicator
)
group by year order by year
