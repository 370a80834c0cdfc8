-- Views for who asks by hand. They are made when every table has its last type: DuckDB before 1.5 refuses a view over a column
-- whose type changed after it.

create view buurt_laatste as
    select a.code, a.name, a.gemeente_code, o.indicator, o.area_year, o.year, o.value, i.unit, o.status
    from observation o join area a on a.year = o.area_year and a.code = o.area_code join indicator i on i.id = o.indicator
    where a.level = 'buurt' and o.value is not null
    qualify row_number() over (partition by o.area_year, a.code, o.indicator order by o.year desc) = 1
        and o.area_year = max(o.area_year) over (partition by o.indicator);
comment on view buurt_laatste is 'Per indicator the latest value of every buurt, in the latest division that has it.';

create view dekking as
    select t.indicator, t.subject, s.kind, count(t.value) as years, min(t.year) filter (t.value is not null) as first_year,
        max(t.year) filter (t.value is not null) as last_year,
        string_agg(case when t.value is not null then t.year || t.quality::varchar end, ' ' order by t.year) as years_quality
    from trend t join subject s on s.slug = t.subject group by all;
comment on view dekking is 'Which indicator exists for which subject, in which years and at what quality.';
comment on column buurt_laatste.code is 'Area code in division area_year.';
comment on column buurt_laatste.name is 'Name in that division.';
comment on column buurt_laatste.gemeente_code is 'Code of its gemeente.';
comment on column buurt_laatste.indicator is 'indicator.id.';
comment on column buurt_laatste.area_year is 'Division year: the latest that has the indicator.';
comment on column buurt_laatste.year is 'Year the value is about.';
comment on column buurt_laatste.value is 'The value.';
comment on column buurt_laatste.unit is 'Unit of the value.';
comment on column buurt_laatste.status is 'ok or voorlopig.';
comment on column dekking.indicator is 'indicator.id.';
comment on column dekking.subject is 'subject.slug.';
comment on column dekking.kind is 'subject.kind.';
comment on column dekking.years is 'Number of years with a value.';
comment on column dekking.first_year is 'First of them.';
comment on column dekking.last_year is 'Last of them.';
comment on column dekking.years_quality is 'Each of them with its quality.';

create view herkomst as
    select t.subject, t.indicator, t.year, t.value, t.quality, n.role, n.weight, o.indicator as figure, o.area_year, o.area_code, a.name as area_name,
        o.year as figure_year, o.value as published, o.raw, s.title as source, s.table_id, f.name as file, o.raw_row as row, f.sha256
    from trend t
    join trend_input n on n.subject = t.subject and n.indicator = t.indicator and n.year = t.year
    join observation o on o.indicator = n.input and o.area_year = n.area_year and o.area_code = n.area_code and o.year = n.input_year
    join raw_file f on f.id = o.raw_file join source s on s.id = f.source_id
    left join area a on a.year = o.area_year and a.code = o.area_code;
comment on view herkomst is 'Where a trend value comes from: a row per published figure behind it. The value is the sum of weight x published over role waarde.';
comment on column herkomst.subject is 'subject.slug.';
comment on column herkomst.indicator is 'indicator.id of the trend value.';
comment on column herkomst.year is 'Year of the trend value.';
comment on column herkomst.value is 'The trend value.';
comment on column herkomst.quality is 'A, B, C or D: see trend.';
comment on column herkomst.role is 'waarde: part of the value; gewicht: the weights were taken from it.';
comment on column herkomst.weight is 'Factor of the figure in the value; NULL for role gewicht.';
comment on column herkomst.figure is 'indicator.id of the published figure.';
comment on column herkomst.area_year is 'Division year of its area.';
comment on column herkomst.area_code is 'Code of its area in that division.';
comment on column herkomst.area_name is 'Name of its area in that division.';
comment on column herkomst.figure_year is 'Year the figure is about.';
comment on column herkomst.published is 'The figure as published, in the indicator''s unit.';
comment on column herkomst.raw is 'The file''s own text where it is more than the number.';
comment on column herkomst.source is 'Publication.';
comment on column herkomst.table_id is 'Its StatLine table, where it has one.';
comment on column herkomst.file is 'File it was read from.';
comment on column herkomst.row is 'Line or record in that file.';
comment on column herkomst.sha256 is 'Hash of that file.';
