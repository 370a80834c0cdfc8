-- Welke cijfers zijn er voor Palenstein, in welke jaren en van welke kwaliteit?
select i.theme, i.naam, d.years, d.first_year, d.last_year, d.years_quality
from dekking d join indicator i on i.id = d.indicator
where d.subject = 'palenstein' and d.years > 0 and i.shown
order by d.years desc, i.naam
