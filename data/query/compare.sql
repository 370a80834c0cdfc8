-- What differs between two revisions, attached as a (older) and b (newer): published figures, and the values of our own series, of which
-- what the order of a sum explains is no difference.
create temp table change as
with gemeente as (
    select code, arg_max(name, year) as name from (select year, code, name from a.area where level = 'gemeente' union all select year, code, name from b.area where level = 'gemeente')
    group by code
), figure as (
    select 'cijfer' as what, coalesce(b.indicator, a.indicator) as indicator, coalesce(b.year, a.year) as year, coalesce(b.area_year, a.area_year) as area_year,
        coalesce(b.area_code, a.area_code) as code, coalesce(nb.name, na.name) as name, coalesce(nb.gemeente_code, na.gemeente_code) as gemeente_code,
        coalesce(sb.id, sa.id) as source, coalesce(sb.title, sa.title) as source_title,
        a.value as value_before, a.status as status_before, null as quality_before, null as why_before, b.value, b.status, null as quality, null as why
    from (select * replace (indicator::varchar as indicator, status::varchar as status) from a.observation) a
    full join (select * replace (indicator::varchar as indicator, status::varchar as status) from b.observation) b
        on b.indicator = a.indicator and b.area_year = a.area_year and b.area_code = a.area_code and b.year = a.year
    left join a.area na on na.year = a.area_year and na.code = a.area_code
    left join b.area nb on nb.year = b.area_year and nb.code = b.area_code
    left join a.raw_file fa on fa.id = a.raw_file left join a.source sa on sa.id = fa.source_id
    left join b.raw_file fb on fb.id = b.raw_file left join b.source sb on sb.id = fb.source_id
    where a.value is distinct from b.value or a.status is distinct from b.status
), series as (
    select 'reeks' as what, coalesce(b.indicator, a.indicator) as indicator, coalesce(b.year, a.year) as year, null as area_year,
        coalesce(b.subject, a.subject) as code, coalesce(nb.name, na.name) as name, coalesce(nb.gemeente_code, na.gemeente_code) as gemeente_code,
        null as source, null as source_title,
        a.value as value_before, a.status as status_before, a.quality as quality_before, a.why as why_before, b.value, b.status, b.quality, b.why
    from (select subject::varchar as subject, indicator::varchar as indicator, year, value, status::varchar as status, quality::varchar as quality, why::varchar as why from a.trend) a
    full join (select subject::varchar as subject, indicator::varchar as indicator, year, value, status::varchar as status, quality::varchar as quality, why::varchar as why from b.trend) b
        on b.subject = a.subject and b.indicator = a.indicator and b.year = a.year
    left join a.subject na on na.slug::varchar = a.subject left join b.subject nb on nb.slug::varchar = b.subject
    where a.value is distinct from b.value and coalesce(abs(a.value - b.value) > 1e-9 * abs(b.value), true) or a.status is distinct from b.status or a.quality is distinct from b.quality or a.why is distinct from b.why
)
select c.what, c.indicator, coalesce(ib.naam, ia.naam) as indicator_name, coalesce(ib.unit, ia.unit) as unit, c.year, c.area_year, c.code, c.name,
    c.gemeente_code, g.name as gemeente, c.source, c.source_title,
    c.value_before, c.status_before, c.quality_before, c.why_before, c.value, c.status, c.quality, c.why, c.value - c.value_before as difference
from (from figure union all from series) c
left join a.indicator ia on ia.id::varchar = c.indicator left join b.indicator ib on ib.id::varchar = c.indicator
left join gemeente g on g.code = c.gemeente_code
order by c.what, c.indicator, c.year, c.area_year, c.code
