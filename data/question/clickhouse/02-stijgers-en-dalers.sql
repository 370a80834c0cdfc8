-- trunc met een half erbij rondt af zoals DuckDB: round doet dat in de ene versie van ClickHouse anders dan in de andere.
select name, value_from, value_to, value_to - value_from as difference, (select unit from indicator where id = 'inwoners') as unit,
    trunc(1000 * difference / nullIf(value_from, 0) + if(difference < 0, -0.5, 0.5)) / 10 as percent,
    quality_from, quality_to, reason is null as comparable,
    case
        when value_from is null then concat('geen cijfer in 2016', coalesce(concat(': ', status_from), ''))
        when value_to is null then concat('geen cijfer in 2024', coalesce(concat(': ', status_to), ''))
        when quality_from = 'D' or quality_to = 'D' then 'groter gebied'
        when stretch_from <> stretch_to then coalesce(cut, 'grens onbekend')
    end as reason
from (select slug as subject, name from subject where kind = 'wijk') as s
left join (
    select subject,
        max(if(year = 2016, value, NULL)) as value_from, max(if(year = 2024, value, NULL)) as value_to,
        max(if(year = 2016, status, NULL)) as status_from, max(if(year = 2024, status, NULL)) as status_to,
        max(if(year = 2016, quality, NULL)) as quality_from, max(if(year = 2024, quality, NULL)) as quality_to,
        max(if(year = 2016, stretch, NULL)) as stretch_from, max(if(year = 2024, stretch, NULL)) as stretch_to,
        argMin(why, if(year > 2016, indexOf(
            ['definitie', 'eenheid', 'instrument', 'populatie', 'peildatum', 'indeling', 'andere grens', 'andere naam', 'grens onbekend', 'groter gebied', 'geen cijfer'], why), NULL)) as cut
    from trend where indicator = 'inwoners' and year between 2016 and 2024 group by subject
) as t using subject
order by comparable desc, percent desc nulls last, name
