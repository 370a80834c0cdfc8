-- Macros for who asks by hand: short names for questions that are asked often. They cast a name to its enumeration, so
-- that DuckDB skips the parts of a large table that cannot match. They order codes as text: to order by an enumeration,
-- DuckDB first makes a table of all its names, and there are tens of thousands of areas.

create macro trend(onderwerp, cijfer) as table
    select t.year, t.value, i.unit, t.status, t.quality, t.coverage, t.low, t.high, t.break_before, t.why, t.stretch
    from trend t join indicator i on i.id = t.indicator
    where t.subject = onderwerp::subject_slug and t.indicator = cijfer::indicator_id order by t.year;
comment on macro table trend is 'One series: trend(''moerwijk'', ''woz'') gives a row per year, with how each value was made. Values with the same stretch may be compared.';

create macro verschil(cijfer, van, tot) as table
    select s.slug as subject, s.name, s.kind, a.value as value_from, b.value as value_to, b.value - a.value as difference,
        100 * (b.value - a.value) / nullif(a.value, 0) as percent, i.unit, a.quality as quality_from, b.quality as quality_to,
        reason is null as comparable, reason
    from subject s
    join indicator i on i.id = cijfer::indicator_id
    left join trend a on a.subject = s.slug and a.indicator = cijfer::indicator_id and a.year = van
    left join trend b on b.subject = s.slug and b.indicator = cijfer::indicator_id and b.year = tot
    left join (select subject, min(why) as why from trend
        where indicator = cijfer::indicator_id and year > van and year <= tot and why is not null group by subject) k on k.subject = s.slug,
    lateral (select case
        when a.value is null then 'geen cijfer in ' || van || coalesce(': ' || a.status::varchar, '')
        when b.value is null then 'geen cijfer in ' || tot || coalesce(': ' || b.status::varchar, '')
        when 'D' in (a.quality::varchar, b.quality::varchar) then 'groter gebied'
        when a.stretch <> b.stretch then coalesce(k.why::varchar, 'grens onbekend') end as reason)
    order by s.slug;
comment on macro table verschil is 'Change of an indicator between two years for every subject: verschil(''inwoners'', 2016, 2024). Only where comparable is true may it be read as a change; reason says why not. quality_from and quality_to say how the two values were made.';

create macro buurten_in(onderwerp, jaar) as table
    with part as (select * from subject_part p where p.subject = onderwerp::subject_slug and p.year = jaar),
    named as (
        select p.code, coalesce(p.found, p.name) as name, p.relation, p.share, p.evidence, p.confidence from part p where p.code like 'BU%'
        union all
        select a.code, a.name, p.relation, p.share, p.evidence, p.confidence
        from part p join area a on a.year = p.year and a.level = 'buurt' and starts_with(a.code, 'BU' || p.code[3:])
        where p.code like 'WK%' and not exists (from part where code like 'BU%'))
    from named order by code;
comment on macro table buurten_in is 'The buurten that make up a wijk in one division year: buurten_in(''moerwijk'', 2014), with the evidence. share is the part of the buurt that belongs to the wijk.';

create macro buurt_breed(jaar) as table select * exclude (year) from buurt_breed where year = jaar order by code;
comment on macro table buurt_breed is 'The buurten of one division year with that year''s values, a column per indicator: buurt_breed(2020). The view of the same name has the unit of each column in its comment: select column_name, comment from duckdb_columns() where table_name = ''buurt_breed''.';

create macro herkomst(onderwerp, cijfer, jaar) as table
    select h.subject, h.indicator, h.year, any_value(h.value) as value, (select unit from indicator where id = cijfer::indicator_id) as unit, any_value(h.quality) as quality,
        string_agg(format('{:.6g} x {:.10g} ({} {} {})', h.weight, h.published, h.figure, h.area_code, h.area_year), ' + ' order by h.area_code::varchar, h.figure::varchar)
            filter (h.role = 'waarde') as formula,
        string_agg(distinct h.file, '; ' order by h.file) as files, string_agg(distinct h.table_id, '; ' order by h.table_id) as table_ids,
        (select string_agg(distinct c.column_name, '; ' order by c.column_name) from indicator_column c
            where c.indicator = cijfer::indicator_id and coalesce((select edition from trend t where t.subject = onderwerp::subject_slug and t.indicator = cijfer::indicator_id and t.year = jaar), jaar) between c.from_year and c.to_year) as column_names,
        array_to_string(list_sort(list(distinct h.row)), '; ') as rows
    from herkomst h where h.subject = onderwerp::subject_slug and h.indicator = cijfer::indicator_id and h.year = jaar
    group by all;
comment on macro table herkomst is 'One trend value as one readable line: herkomst(''vinkhuizen'', ''inwoners'', 2020) gives the sum that makes it, the files, tables and rows, and the names that the column may have in that year. The view of the same name has a row per figure.';
