-- Where files leave what they say, before they are held against each other; dropped before publishing.
create temp table area_reading (
    year smallint not null, code varchar not null, level area_level not null, name varchar, gemeente_code varchar,
    water boolean not null, change varchar, lon double, lat double, outline blob, outline_kind varchar, outline_tolerance double, raw_file smallint not null, rank tinyint not null);
-- Cells drawn around label points, before they are the outlines of areas that have none.
create temp table schematic (year smallint not null, code varchar not null, outline blob not null);

-- Names compare as people would: without case, hyphens, double blanks and the number that older editions put before them.
-- The same rule as plainName in package ingest.
create temp macro plain_name(n) as
    regexp_replace(trim(regexp_replace(lower(n), '[ \-/,]+', ' ', 'g')), '^(wijk|gebied) [0-9]+ ', '');

-- Every value of an indicator for areas with a code: as published, or else from its counts (above over the sum of below,
-- times per; the same rule as query/map_values.sql). Without counts, below is empty. More than one connection asks it.
create macro area_values(ind, above, below, per) as table
    with found as (
        select area_code, area_year, year, max(value) filter (indicator = ind) as direct, max(value) filter (indicator = above) as part,
            case when count(value) filter (list_contains(below, indicator::varchar)) = len(below) then sum(value) filter (list_contains(below, indicator::varchar)) end as whole
        from observation
        where value is not null and indicator in (select unnest(list_concat([ind, above], below))::indicator_id) and left(area_code::varchar, 2) in ('GM', 'WK', 'BU')
        group by all
    )
    select area_code, area_year, year, coalesce(direct, case when whole > 0 then per * part / whole end) as value
    from found where direct is not null or whole > 0 and part is not null;
