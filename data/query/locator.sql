-- A gemeente in a division: its wijken, or its buurten where those of wijken are not known; and the place asked
-- for, by its slug or its code, marked.
with latest as (
    select $3 as year
), level as (
    select min(a.level) as level from area a, latest l -- the enumeration has wijk before buurt
    where a.gemeente_code = $1 and a.year = l.year and a.level in ('wijk', 'buurt') and a.outline is not null and a.outline_kind <> 'schematisch'
)
select a.outline, false from area a, latest l, level v where a.gemeente_code = $1 and a.year = l.year and a.level = v.level and not a.water and a.outline is not null
union all
select o.outline, true from subject_outline o, latest l where o.subject::varchar = $2 and o.year = l.year and o.outline is not null
union all
select a.outline, true from area a, latest l where a.code = $2 and a.year = l.year and a.outline is not null
