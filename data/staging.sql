-- Where files leave what they say, before they are held against each other; dropped before publishing.
create temp table reading (
    indicator indicator_id not null, area_year smallint not null, area_code varchar not null, year smallint not null,
    value double, status status not null, raw varchar, raw_file smallint not null, raw_row integer not null,
    rank tinyint not null);
create temp table area_reading (
    year smallint not null, code varchar not null, level area_level not null, name varchar, gemeente_code varchar,
    water boolean not null, change varchar, lon double, lat double, outline blob, outline_kind varchar, raw_file smallint not null, rank tinyint not null);

-- Names compare as people would: without case, hyphens, double blanks and the number that older editions put before them.
-- The same rule as plainName in package ingest.
create temp macro plain_name(n) as
    regexp_replace(trim(regexp_replace(lower(n), '[ \-/,]+', ' ', 'g')), '^(wijk|gebied) [0-9]+ ', '');
