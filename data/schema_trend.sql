-- What is computed from the series of schema.sql: the direction of every line, and which wijken are alike.

create table typology (id varchar primary key, naam varchar not null, level varchar not null, direction varchar not null, definitie varchar not null, source varchar not null);
comment on table typology is 'Kinds of places by level and direction of an indicator; page /signalering applies them to slope with the thresholds.';
comment on column typology.id is 'Name in addresses.';
comment on column typology.naam is 'Dutch name.';
comment on column typology.level is 'redelijk or zwak: which side of threshold zwak the latest value is on.';
comment on column typology.direction is 'beter or slechter: the sign of the slope read by indicator.direction, where it has one by threshold kans.';
comment on column typology.definitie is 'What it means, in Dutch.';
comment on column typology.source is 'Where word and bounds come from.';

create table threshold (id varchar primary key, naam varchar not null, value double not null, choices double[] not null, definitie varchar not null, source varchar not null);
comment on table threshold is 'Bounds of typology as they stand; a visitor of /signalering may choose others.';
comment on column threshold.id is 'zwak: per cent of the areas; kans: part of the lines with a direction that may be expected to be chance (Benjamini-Hochberg over slope.p of a level); jaren: fewest slope.points.';
comment on column threshold.naam is 'Dutch name.';
comment on column threshold.value is 'The bound.';
comment on column threshold.choices is 'Bounds that the page offers.';
comment on column threshold.definitie is 'What it decides, in Dutch.';
comment on column threshold.source is 'Where it comes from.';

create table slope (
    indicator indicator_id not null, level area_level, place varchar not null, area_year smallint, from_year smallint not null, to_year smallint not null,
    points smallint not null, first_value double not null, value double not null, quality quality, slope double, low double, high double, s smallint, p double, why varchar);
comment on table slope is 'Direction of the latest stretch of every series that no break cuts: of all subjects, and of every buurt, wijk and gemeente by its code, as far back as it is known to be the same place. Sorted by indicator, level and place.';
comment on column slope.indicator is 'indicator.id, of those that are shown.';
comment on column slope.level is 'gemeente, wijk or buurt; NULL for a subject.';
comment on column slope.place is 'Area code in division area_year, or subject.slug.';
comment on column slope.area_year is 'Division of the latest value; NULL for a subject.';
comment on column slope.from_year is 'First year of the stretch.';
comment on column slope.to_year is 'Last year of the stretch: that of the latest value.';
comment on column slope.points is 'Number of values in the stretch.';
comment on column slope.first_value is 'The first value of the stretch; value less first_value is the change that pages show.';
comment on column slope.value is 'The latest value, in the indicator''s unit.';
comment on column slope.quality is 'Least direct quality in a subject''s stretch (see trend); NULL for an area, whose figures are its own.';
comment on column slope.slope is 'Median of the slopes of all pairs of points, unit per year (Theil-Sen); NULL with fewer than four points.';
comment on column slope.low is 'Lower bound of the 90% interval of slope; NULL where so few points, or so many equal values, bear none.';
comment on column slope.high is 'Upper bound of it.';
comment on column slope.s is 'Kendall''s S: pairs of points that rise less pairs that fall.';
comment on column slope.p is 'How often a line without any direction has an S at least this far from zero (Mann-Kendall, two-sided): counted for ten points or fewer, else normal with ties corrected.';
comment on column slope.why is 'What keeps the stretch short, where it has fewer than four points: te weinig cijfers, breuk, or a reason about the place: andere grens, andere naam, grens onbekend, groter gebied.';

create table likeness (indicator indicator_id primary key, why varchar not null);
comment on table likeness is 'The indicators that tell whether wijken are alike.';
comment on column likeness.indicator is 'indicator.id.';
comment on column likeness.why is 'What it says about a wijk, in Dutch.';

create table profile (
    year smallint not null, area_year smallint, place varchar not null, indicator indicator_id not null, value double not null, z double not null);
comment on table profile is 'The indicators of likeness per year for every CBS wijk, and for the wijken that we follow, as standard scores among the CBS wijken of one division. An indicator counts in a year when at least half of the wijken have it; a year counts with at least three of them.';
comment on column profile.year is 'Year of the values.';
comment on column profile.area_year is 'Division of that year: the one with most of these figures; NULL for a subject.';
comment on column profile.place is 'Wijk code in that division, or subject.slug.';
comment on column profile.indicator is 'indicator.id.';
comment on column profile.value is 'Its value, in its unit.';
comment on column profile.z is 'Value less the mean of the wijken, divided by their standard deviation.';

create macro vergelijkbaar(plaats, jaar) as table
    with own as (
        select indicator, z from profile where place = plaats and year = jaar
    ), asked as (
        select count(distinct indicator) as n from profile where year = jaar
    ), other as (
        select p.place, p.area_year, count(*)::smallint as n, round(sqrt(sum((p.z - o.z) * (p.z - o.z) order by p.indicator) / count(*)), 6) as distance
        from profile p join own o on o.indicator = p.indicator
        where p.year = jaar and p.area_year is not null and p.place <> plaats
            and p.place not in (select code from subject_part where subject::varchar = plaats and used and year = p.area_year)
        group by p.place, p.area_year
    )
    select row_number() over (order by o.distance, o.place)::smallint as rank, o.place as code, o.area_year, a.name, a.gemeente_code, o.distance, o.n as indicators
    from other o join asked on asked.n = o.n join area a on a.year = o.area_year and a.code = o.place
    order by rank limit 10;
comment on macro table vergelijkbaar is 'vergelijkbaar(''moerwijk'', 2004): the ten CBS wijken most alike a wijk (slug or WK code) in a year, by the root of the mean squared difference of profile.z over all indicators of that year; equal distances by code.';
