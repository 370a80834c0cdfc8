-- Wijken, buurten and gemeenten of the latest division that has each, whose name or code is like a text: one that it holds, or one a
-- few letters off. Accents and capitals do not count. The nearest first; the larger of two that are as near.
with latest as (
    select code, max(year) as year from area where level in ('gemeente', 'wijk', 'buurt') and not water group by code
), gemeente as (
    select code, case code when 'GM0518' then 'Den Haag' else max_by(name, year) end as name from area where level = 'gemeente' and name is not null group by code
), named as (
    select a.code, a.year, a.level, coalesce(g.name, '') as gemeente, a.gemeente_code,
        case a.level when 'gemeente' then coalesce(g.name, a.name) else regexp_replace(a.name, '^(Wijk|Gebied) [0-9]+ ', '') end as name
    from latest l join area a on a.code = l.code and a.year = l.year
    left join gemeente g on g.code = coalesce(a.gemeente_code, a.code)
    where a.name is not null
), asked as (
    select trim(regexp_replace(lower(strip_accents($1)), '[^a-z0-9]+', ' ', 'g')) as text
), near as (
    select n.*, a.text, trim(regexp_replace(lower(strip_accents(n.name)), '[^a-z0-9]+', ' ', 'g')) as plain,
        trim(regexp_replace(lower(strip_accents(n.name || ' ' || n.gemeente)), '[^a-z0-9]+', ' ', 'g')) as whole
    from named n, asked a
)
select code, year, level::varchar, name, coalesce(gemeente_code, ''), gemeente,
    case when plain = text or lower(code) = replace(text, ' ', '') then 0
        when whole = text then 1
        when starts_with(plain, text) then 2
        when contains(' ' || whole, ' ' || text) then 3
        when contains(plain, text) then 4
        else 5 + damerau_levenshtein(plain, text) end as distance
from near
where length(text) >= 2 and (contains(whole, text) or lower(code) = replace(text, ' ', '')
    or damerau_levenshtein(plain, text) <= greatest(1, length(text) // 3))
order by distance, level, length(name), gemeente, code
limit $2
