-- Where files leave what they say, before they are held against each other; dropped before publishing.
create temp table area_reading (
    year smallint not null, code varchar not null, level area_level not null, name varchar, gemeente_code varchar,
    water boolean not null, change varchar, lon double, lat double, outline blob, outline_kind varchar, outline_tolerance double, postcode varchar, raw_file smallint not null, rank tinyint not null);
-- Cells drawn around label points, before they are the outlines of areas that have none.
create temp table schematic (year smallint not null, code varchar not null, outline blob not null);

-- Names compare as people would: without case, accents, hyphens, stops, double blanks and the number that older editions put before them.
-- As far as every source keeps them; the same rule as plainName.
create temp macro plain_name(n) as
    trim(regexp_replace(strip_accents(trim(regexp_replace(lower(n), '[ \-/,.]+', ' ', 'g'))), '^(wijk|gebied) [0-9]+ ', '')[:32]);

