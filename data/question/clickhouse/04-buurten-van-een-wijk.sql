select code, name_then as name, relation, share, evidence, confidence
from (
    select code, toNullable(coalesce(found, name)) as name_then, relation, share, evidence, confidence
    from subject_part where subject = 'moerwijk' and year = 2014 and code like 'BU%'
    union all
    select code, name_then, relation, share, evidence, confidence
    from (
        select substring(code, 3) as digits, relation, share, evidence, confidence
        from subject_part where subject = 'moerwijk' and year = 2014 and code like 'WK%'
    ) as p
    inner join (select substring(code, 3, 6) as digits, code, name as name_then from area where year = 2014 and level = 'buurt') as a using digits
    where (select countIf(code like 'BU%') from subject_part where subject = 'moerwijk' and year = 2014) = 0
)
order by code
