select code, name, woz, (select unit from indicator where id = 'woz') as woz_in, koop, (select unit from indicator where id = 'koop') as koop_in, inwoners
from (
    select area_code as code, max(if(indicator = 'woz', value, NULL)) as woz, max(if(indicator = 'koop', value, NULL)) as koop,
        max(if(indicator = 'inwoners', value, NULL)) as inwoners
    from observation where indicator in ('woz', 'koop', 'inwoners') and area_year = 2024 and year = 2024 group by area_code
) as b
inner join (select code, name from area where year = 2024 and level = 'buurt' and gemeente_code = 'GM0268') as a using code
where woz is not null and inwoners >= 100
order by woz, code limit 10
