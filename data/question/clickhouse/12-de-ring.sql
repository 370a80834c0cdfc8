-- De eigen buurten zijn hier die van subject_part; staat een wijk daar alleen met haar WK-code, zie dan de vraag naar de buurten van een wijk.
select code, name, inwoners
from (
    select code, name from area where year = 2024
        and code in (
            select other from neighbour where year = 2024
                and code in (select code from subject_part where subject = 'palenstein' and year = 2024 and code like 'BU%'))
        and code not in (select code from subject_part where subject = 'palenstein' and year = 2024 and code like 'BU%')
) as a
left join (select area_code as code, value as inwoners from observation where indicator = 'inwoners' and area_year = 2024 and year = 2024) as o using code
order by code
