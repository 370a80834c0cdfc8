-- Areas of which a newer edition of the Leefbaarometer gives another score for the same year than an older one, per level: how many
-- are in both, and which were calculated anew. What was cut off after five decimals is held by those.
with score as (
    select o.area_year, o.area_code, o.year, o.value, case when f.note like '%afgekapt%' then 1.000001e-5 else 1e-9 end as slack
    from observation o join raw_file f on f.id = o.raw_file
    where o.indicator = 'lbm' and o.value is not null
), pair as (
    select a.area_year as older, b.area_year as newer, a.area_code, bool_or(abs(a.value - b.value) > greatest(a.slack, b.slack)) as anew
    from score a join score b on b.area_code = a.area_code and b.year = a.year and b.area_year > a.area_year
    group by all
)
select p.older, p.newer, any_value(a.level)::varchar, count(*), count(*) filter (p.anew),
    coalesce(string_agg(p.area_code || coalesce(' ' || a.name, ''), ', ' order by p.area_code) filter (p.anew), '')
from pair p join area a on a.year = p.newer and a.code = p.area_code
group by p.older, p.newer, a.level order by p.older, p.newer, a.level
