select theme, naam, years, first_year, last_year, years_quality
from (
    select indicator, count() as years, min(year) as first_year, max(year) as last_year,
        arrayStringConcat(arraySort(groupArray(concat(toString(year), quality))), ' ') as years_quality
    from trend where subject = 'palenstein' and value is not null group by indicator
) as d
inner join (select id as indicator, theme, naam from indicator where shown) as i using indicator
order by years desc, naam
