-- The areas of today: those of the latest division of their gemeente and level. A division of which only a few areas are known (figures of
-- two buurten ahead of the rest) is not the one that the others are shown in: it has less than half the areas of one before it, and no
-- code that one has not. Areas of a gemeente that is no more are not of today.
with known as (
    select case when level = 'gemeente' then 'NL00' else gemeente_code end as around, level, year, code
    from area where level in ('gemeente', 'wijk', 'buurt') and (level = 'gemeente' or gemeente_code is not null)
), counted as (
    select around, level, year, count(*) as n from known group by all
), part as (
    select y.around, y.level, y.year
    from counted y join counted p on p.around = y.around and p.level = y.level and p.year < y.year and 2 * y.n < p.n
    where not exists (
        from known k where k.around = y.around and k.level = y.level and k.year = y.year
            and not exists (from area a where a.year = p.year and a.code = k.code)
    )
), latest as (
    select around, level, max(year) as year from counted anti join part using (around, level, year) group by all
), postcoded as ( -- the latest that the same place had under this code
    select x.code, arg_max(x.postcode, x.year) as postcode
    from area x join area_place h on h.code = x.code and h.year = x.year
    where x.postcode is not null and h.place = (select arg_max(place, year) from area_place n where n.code = x.code)
    group by x.code
), gone as (
    select code from area where level = 'gemeente' group by code having max(year) < (select year from latest where level = 'gemeente')
)
select a.year, a.code, a.level::varchar, coalesce(a.name, a.code), coalesce(a.gemeente_code, a.code), coalesce(p.postcode, '')
from area a join latest l on l.year = a.year and l.level = a.level and l.around = case when a.level = 'gemeente' then 'NL00' else a.gemeente_code end
left join postcoded p on p.code = a.code
where a.code not in (from gone) and coalesce(a.gemeente_code, '') not in (from gone)
order by a.code
