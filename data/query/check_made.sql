-- Trend values that do not come from the wijk's own area: which areas they were made of, per wijk, division and quality.
with used as (
    select t.subject, t.quality, n.area_year, n.area_code, t.indicator, t.year, n.weight
    from trend t join trend_input n on n.subject = t.subject and n.indicator = t.indicator and n.year = t.year and n.role = 'waarde'
    join subject s on s.slug = t.subject and s.kind in ('wijk', 'referentie', 'eigen')
    where t.quality in ('C', 'D')
), areas as (
    select u.subject, u.quality, u.area_year, u.area_code,
        any_value(p.part) as part
    from used u left join (
        select c.from_year, c.from_code, sp.subject, sum(coalesce(c.share_people, c.share_area)) as part
        from crosswalk c join subject_part sp on sp.year = c.to_year and sp.code = c.to_code and sp.relation in ('gelijk', 'deel') and sp.used
        group by all) p on p.from_year = u.area_year and p.from_code = u.area_code and p.subject = u.subject
    group by all
)
select a.subject::varchar, a.quality::varchar, a.area_year,
    string_agg(format('{} {}', a.area_code, coalesce(b.name, '')) || case when a.part is null then '' else format(' ({:.0f}%)', 100 * least(1, a.part)) end, ', ' order by a.area_code),
    (select count(distinct (u.indicator, u.year)) from used u where u.subject = a.subject and u.quality = a.quality and u.area_year = a.area_year)
from areas a left join area b on b.year = a.area_year and b.code = a.area_code
group by a.subject, a.quality, a.area_year
order by a.subject, a.area_year, a.quality
