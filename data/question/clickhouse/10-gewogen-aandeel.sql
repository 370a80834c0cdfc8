-- Het grote staat links van een koppeling en het kleine rechts: dat houdt ClickHouse in het geheugen.
select gemeente, part.1 as klasse, part.2 as inwoners, trunc(1000 * inwoners / total + 0.5) / 10 as procent
from (
    select gemeente, groupArray((klasse, n)) as parts, sum(n) as total
    from (
        select gemeente, klasse, sum(people) as n
        from (select year as area_year, toNullable(code) as gemeente_code, name as gemeente from area) as g
        inner join (
            select area_year, gemeente_code, klasse, people
            from (select year as area_year, code as area_code, gemeente_code from area where level = 'buurt') as a
            inner join (
                select area_year, area_code, max(if(indicator = 'lbm_klasse', value, NULL)) as klasse, max(if(indicator = 'inwoners', value, NULL)) as people
                from observation where indicator in ('lbm_klasse', 'inwoners') and year = 2024 group by area_year, area_code
                having klasse is not null and people is not null
            ) as o using (area_year, area_code)
        ) as b using (area_year, gemeente_code)
        group by gemeente, klasse
    )
    group by gemeente
)
array join parts as part
order by gemeente, klasse
