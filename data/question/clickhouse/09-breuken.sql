select year, coalesce(indicator, 'elk cijfer') as cijfer, coalesce(name, 'elk gebied') as gebied, level, kind, note, source
from (select * from series_break where indicator = 'woz' or indicator is null) as b
left join (select toNullable(slug) as subject, toNullable(name) as name from subject) as s using subject
order by indicator is null, gebied, year
