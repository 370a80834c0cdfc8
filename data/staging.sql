-- Where files leave what they say, before they are held against each other; dropped before publishing.
create temp table reading (
    indicator indicator_id not null, area_year smallint not null, area_code varchar not null, year smallint not null,
    value double, status status not null, raw varchar, raw_file smallint not null, raw_row integer not null,
    rank tinyint not null);
create temp table area_reading (
    year smallint not null, code varchar not null, level area_level not null, name varchar, gemeente_code varchar,
    water boolean not null, change varchar, lon double, lat double, raw_file smallint not null, rank tinyint not null);
