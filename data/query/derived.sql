-- A share or rate ($1) of single areas from its counts ($2 over the sum of $3, times $4), where the publisher does not give it: not
-- for a level, gemeente and year in which any file gives it, with or without a value, and not in the editions ($5) in which its
-- tables have a column for it. The counts that bear a figure ($6, with $7 as the fewest and $8 the levels) must be there in the same
-- edition; $9 and $10 bound what can be. The margin is that of the rounding of its counts; $13 and $14 are from which size, and from which part of
-- the value, a value is rough.
insert into derived
with counts as (
    select area_year, area_code, year, max(edition) as edition,
        max(value) filter (indicator = $2::indicator_id) as part, min(status) filter (indicator = $2::indicator_id) as part_status,
        case when count(value) filter (list_contains($3, indicator::varchar)) = len($3) then sum(value) filter (list_contains($3, indicator::varchar)) end as whole,
        min(status) filter (list_contains($3, indicator::varchar) and value is null) as gap,
        bool_or(status = 'voorlopig') as provisional
    from observation
    where indicator in (select unnest(list_concat([$2], $3))::indicator_id)
    group by area_year, area_code, year
    having max(indicator = $2::indicator_id)
), given as (
    select distinct area_year, year, left(area_code::varchar, 6) as place from observation where indicator = $1::indicator_id
), small as (
    select o.area_year, o.area_code, o.year, bool_or(o.value is null or o.value < m.least) as few
    from observation o join (select unnest($6)::indicator_id as counted, unnest($7)::double as least, unnest($8) as level, unnest($11)::smallint as from_edition, unnest($12)::smallint as to_edition) m
        on m.counted = o.indicator and o.edition between m.from_edition and m.to_edition and (m.level = '' or m.level = left(o.area_code::varchar, 2))
    group by all
), off as (
    select c.area_year, c.area_code, c.year, coalesce(sum(r.off_by) filter (r.indicator = $2::indicator_id), 0) as part_off,
        coalesce(sum(r.off_by) filter (list_contains($3, r.indicator::varchar)), 0) as whole_off
    from counts c join rounding r on c.edition between r.from_edition and r.to_edition and (r.indicator = $2::indicator_id or list_contains($3, r.indicator::varchar))
        and (r.level is null or contains(r.level, case left(c.area_code::varchar, 2) when 'BU' then 'buurt' when 'WK' then 'wijk' else '-' end))
    group by all
), made as (
    select c.*, case when whole > 0 then $4 * part / whole end as value, coalesce(s.few, false) as few,
        case when whole > 0 then ($4 * part_off + $4 * part / whole * whole_off) / whole end as margin
    from counts c
    left join small s on s.area_year = c.area_year and s.area_code = c.area_code and s.year = c.year
    left join off o on o.area_year = c.area_year and o.area_code = c.area_code and o.year = c.year
    where not list_contains($5, c.edition) and not exists (
        from given g where g.area_year = c.area_year and g.year = c.year and g.place = left(c.area_code::varchar, 6))
)
select $1, area_year, area_code, year, edition,
    case when not few and value between $9 and $10 then value end,
    (case when part is null then part_status::varchar
        when whole is null then coalesce(gap::varchar, 'onvolledig')
        when value is null then 'niet van toepassing'
        when few then 'te klein'
        when value not between $9 and $10 then 'onwaarschijnlijk'
        when provisional then 'voorlopig' else 'ok' end)::status,
    case when not few and value between $9 and $10 then margin end,
    coalesce(not few and value between $9 and $10 and margin > $13 and margin > $14 * abs(value), false)
from made
order by year, area_year, area_code
