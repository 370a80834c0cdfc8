-- The database of one revision. It is derived from raw files and the catalogue, never edited:
-- a change here is a new SchemaVersion (nouns.go). The enumerations indicator_id and subject_slug are
-- made from the catalogue just before this file runs; they store a name as a small number, sort in
-- catalogue order and read as text.

create type status as enum ('ok', 'voorlopig', 'geheim', 'onbekend', 'niet in deze uitgave', 'niet van toepassing', 'onvolledig', 'te klein', 'onwaarschijnlijk');
create type quality as enum ('A', 'B', 'C', 'D');
-- What keeps two values from being compared; the earlier goes first where several hold (data/series).
create type reason as enum ('definitie', 'eenheid', 'instrument', 'populatie', 'peildatum', 'indeling', 'andere grens', 'andere naam', 'grens onbekend', 'groter gebied', 'geen cijfer');
create type area_level as enum ('land', 'gemeente', 'wijk', 'buurt', 'onbekend');

create table meta (key varchar primary key, value varchar not null);
comment on table meta is 'What this file is: schema_version, revision, made_from (bestanden or meegeleverd), inputs (hash of all that was looked at), eigen (hash of a gemeente''s own wijken and events, where there are).';
comment on column meta.key is 'Name of the fact.';
comment on column meta.value is 'The fact, as text.';

create table source (
    id varchar primary key, family varchar not null, year smallint not null, title varchar not null,
    publisher varchar not null, table_id varchar, status varchar not null, licence varchar not null,
    attribution varchar not null, url varchar, changed date);
comment on table source is 'A publication, such as KWB 2020 or Leefbaarometer 3.0 meting 2024.';
comment on column source.id is 'Our name for it, e.g. kwb-2020.';
comment on column source.family is 'kwb, lbm2, lbm3, politie, gezondheid, bevolking or gebieden.';
comment on column source.year is 'Year of the publication''s division or measurement.';
comment on column source.title is 'Title as published.';
comment on column source.publisher is 'Who publishes it.';
comment on column source.table_id is 'StatLine table id; NULL where there is none.';
comment on column source.status is 'definitief or voorlopig.';
comment on column source.licence is 'Licence of the figures.';
comment on column source.attribution is 'Line to print beside the figures.';
comment on column source.url is 'Public page of the publication, where known.';
comment on column source.changed is 'Day on which the publisher last changed the edition that was read, as its table says; NULL where no file says it. What is missing because it is not in this edition may be in a later one.';

create table raw_file (
    id smallint primary key, sha256 varchar not null, bytes bigint not null, name varchar not null, format varchar not null,
    url varchar, retrieved_at timestamptz, source_id varchar not null, rows_read integer not null,
    rows_rejected integer not null, note varchar);
comment on table raw_file is 'A file that was read for this revision.';
comment on column raw_file.id is 'Number within this revision; observation.raw_file points here.';
comment on column raw_file.sha256 is 'Hash of the file as it came in; also its name in the store''s raw folder.';
comment on column raw_file.bytes is 'Size of the file in bytes.';
comment on column raw_file.name is 'Name it came in under.';
comment on column raw_file.format is 'How it was recognised and read.';
comment on column raw_file.url is 'Where it was fetched; NULL when it was given by hand.';
comment on column raw_file.retrieved_at is 'When it came into the store; NULL for the embedded figures.';
comment on column raw_file.source_id is 'Publication: source.id. The embedded tables, whose names begin with meegeleverd/, bear that of the publication they were taken from.';
comment on column raw_file.rows_read is 'Rows with figures, borders or label points that were read; 0 for a file that describes another.';
comment on column raw_file.rows_rejected is 'Rows that were set aside, with the reason in finding.';
comment on column raw_file.note is 'What to know about the reading, in Dutch.';

create table area (
    year smallint not null, code varchar not null, level area_level not null, name varchar, gemeente_code varchar,
    water boolean not null, change varchar, land_km2 double, lon double, lat double, outline blob, outline_kind varchar, outline_year smallint, outline_tolerance double,
    raw_file smallint not null, postcode varchar, postcode_file smallint,
    primary key (year, code));
comment on table area is 'One area in one year''s division. The same code can be another place in another year: always use (year, code).';
comment on column area.year is 'Year of the division.';
comment on column area.code is 'CBS code: NL00, GMxxxx, WKxxxxxx or BUxxxxxxxx; "naam:…" where the file gives a name and no code.';
comment on column area.level is 'land, gemeente, wijk or buurt; onbekend where a file gives names without codes.';
comment on column area.name is 'Name in that year; NULL when no file gives it.';
comment on column area.gemeente_code is 'Code of its gemeente; NULL for the country.';
comment on column area.water is 'True for areas of water only.';
comment on column area.change is 'CBS Indelingswijziging against the year before: 1 unchanged, 2 other code, 3 other outline.';
comment on column area.land_km2 is 'Land surface in km2, where published.';
comment on column area.lon is 'Label point, degrees east (WGS84), where known.';
comment on column area.lat is 'Label point, degrees north (WGS84), where known.';
comment on column area.outline is 'Outline as WKB (multipolygon) in RD New metres (EPSG:28992); NULL when none is known.';
comment on column area.outline_kind is 'How exact: officieel, gegeneraliseerd (fewer vertices) or schematisch (a cell around the label point, not a border).';
comment on column area.outline_year is 'Division year the outline was drawn for; another than year where the area bears the same code and name in both.';
comment on column area.outline_tolerance is 'Metres within which the outline''s borders are to be taken, as measured on exact ones; NULL for schematic cells.';
comment on column area.raw_file is 'File the row comes from: raw_file.id.';
comment on column area.postcode is 'Postcode of four digits that most of its addresses have, as KWB gives it; its other addresses have others. NULL where no file gives it.';
comment on column area.postcode_file is 'File that gives the postcode: raw_file.id.';

create table indicator (
    id indicator_id primary key, naam varchar not null, name varchar not null, theme varchar not null, side varchar not null,
    route varchar, unit varchar not null, kind varchar not null, numerator varchar, denominator varchar, per double,
    weight varchar, direction varchar not null, decimals tinyint not null,
    lowest double, highest double, step double not null, editions smallint[] not null, shown boolean not null,
    definitie varchar not null, family varchar not null);
comment on table indicator is 'A measure that we follow.';
comment on column indicator.id is 'Name in this database and in addresses.';
comment on column indicator.naam is 'Dutch name.';
comment on column indicator.name is 'English name.';
comment on column indicator.theme is 'Theme, in Dutch.';
comment on column indicator.side is 'plek or mensen: the place and its people are separate stories.';
comment on column indicator.route is 'Stijgingsroute it says something about: leren, werken, wonen, vrije tijd; NULL for none.';
comment on column indicator.unit is 'Unit of the values.';
comment on column indicator.kind is 'count, share, rate, mean, score, class or distance: how values may be combined.';
comment on column indicator.numerator is 'Count a share or rate is computed from, where it is.';
comment on column indicator.denominator is 'Counts (joined by +) that divide the numerator.';
comment on column indicator.per is 'Multiplier of the quotient: 100 or 1000.';
comment on column indicator.weight is 'Count that weighs the values when areas are averaged; NULL: never averaged.';
comment on column indicator.direction is 'What a higher value means: better, worse or neither.';
comment on column indicator.decimals is 'Decimals as published.';
comment on column indicator.lowest is 'Lowest plausible value, or the lowest class; a figure below it is refused.';
comment on column indicator.highest is 'Highest plausible value, or the highest class.';
comment on column indicator.step is 'Smallest difference that counts as a rise or a fall, in the unit: what rounding or, for an estimate, its error explains is none. Source in difference_step.';
comment on column indicator.editions is 'Years in which it was published; years between two editions are no gap.';
comment on column indicator.shown is 'False for helpers that only serve other indicators.';
comment on column indicator.definitie is 'Definition, in Dutch, with the moments that the figures are about (indicator_about).';
comment on column indicator.family is 'Family of sources that publishes it: source.family.';

create table difference_step (indicator indicator_id primary key, step double not null, source varchar not null);
comment on table difference_step is 'Where indicator.step comes from, for the indicators that have one of their own; the others have one unit of their last decimal.';
comment on column difference_step.indicator is 'indicator.id.';
comment on column difference_step.step is 'Smallest difference that counts, in the indicator''s unit.';
comment on column difference_step.source is 'Where it is stated, or why it was chosen.';

create table rounding (
    indicator indicator_id not null, from_edition smallint not null, to_edition smallint not null, level varchar, off_by double not null, source varchar not null);
comment on table rounding is 'How far a published count may be from the one that was counted, because it was rounded. A count that is not here is exact, or nothing is known.';
comment on column rounding.indicator is 'indicator.id of a count.';
comment on column rounding.from_edition is 'First edition of the range.';
comment on column rounding.to_edition is 'Last edition of the range.';
comment on column rounding.level is 'wijk or buurt, joined by +; NULL for all.';
comment on column rounding.off_by is 'Largest distance, in the count''s unit.';
comment on column rounding.source is 'Where that is stated, or seen.';

create table rough_from (indicator indicator_id primary key, margin double not null, part double not null, source varchar not null);
comment on table rough_from is 'From which margin on, by the rounding of its counts, a share or rate is rough: it is given, and stands in no headline, range or direction.';
comment on column rough_from.indicator is 'indicator.id.';
comment on column rough_from.margin is 'The margin must be larger than this, in the indicator''s unit,';
comment on column rough_from.part is 'and larger than this part of the value.';
comment on column rough_from.source is 'Where it is stated, or why it was chosen.';

create table indicator_about (
    indicator indicator_id not null, from_edition smallint not null, to_edition smallint not null, years_back smallint not null, moment varchar not null,
    source varchar not null);
comment on table indicator_about is 'What time the figures of an edition are about: observation.year is the edition less years_back.';
comment on column indicator_about.indicator is 'indicator.id.';
comment on column indicator_about.from_edition is 'First edition of the range.';
comment on column indicator_about.to_edition is 'Last edition of the range.';
comment on column indicator_about.years_back is 'How many years before the edition''s year the figures are about.';
comment on column indicator_about.moment is 'Moment or period in that year, in Dutch.';
comment on column indicator_about.source is 'Where that is stated.';

create table minimum (
    indicator indicator_id not null, from_edition smallint not null, to_edition smallint not null, level varchar, counted indicator_id not null,
    minimum double not null, source varchar not null);
comment on table minimum is 'Below how many inhabitants, households or dwellings the publisher gives no figure; we compute none there either.';
comment on column minimum.indicator is 'indicator.id.';
comment on column minimum.from_edition is 'First edition of the range.';
comment on column minimum.to_edition is 'Last edition of the range.';
comment on column minimum.level is 'wijk, buurt or gemeente; NULL for all.';
comment on column minimum.counted is 'What is counted: indicator.id of a count.';
comment on column minimum.minimum is 'Fewest of them that bear a figure.';
comment on column minimum.source is 'Where that is stated.';

create table indicator_column (
    family varchar not null, generation varchar, from_year smallint not null, to_year smallint not null,
    column_name varchar not null, parent varchar, unit varchar, indicator indicator_id not null, factor double not null);
comment on table indicator_column is 'Where a source keeps an indicator, per year and layout; this table drives the readers.';
comment on column indicator_column.family is 'Family of sources: source.family.';
comment on column indicator_column.generation is 'Layout of KWB: A Excel 1995-2001, B short names 2003-2012 and dBase, C Excel since 2013, D StatLine and OData, E long names of maps since 2019; NULL elsewhere.';
comment on column indicator_column.from_year is 'First year of this spelling.';
comment on column indicator_column.to_year is 'Last year of this spelling.';
comment on column indicator_column.column_name is 'Name of the column in the file, without OData''s position suffix.';
comment on column indicator_column.parent is 'Title of the group above it, where a name occurs more than once.';
comment on column indicator_column.unit is 'Unit as published, lower case; the same name with another unit is another indicator.';
comment on column indicator_column.indicator is 'Indicator it holds.';
comment on column indicator_column.factor is 'Multiplies the file''s number to our unit.';

create table observation (
    indicator indicator_id not null, area_year smallint not null, area_code varchar not null, year smallint not null, edition smallint not null,
    value double, status status not null, raw varchar, raw_file smallint not null, raw_row integer not null, also_in smallint[]);
comment on table observation is 'A published value. Sorted by indicator, year and area.';
comment on column observation.indicator is 'What is measured: indicator.id.';
comment on column observation.area_year is 'Year of the division that area_code belongs to.';
comment on column observation.area_code is 'Area: (area_year, area_code) is area''s (year, code).';
comment on column observation.year is 'Year the value is about.';
comment on column observation.edition is 'Year of the edition that gives it: another than year where figures are older than their publication, as incomes are (indicator_about).';
comment on column observation.value is 'The value in the indicator''s unit; NULL when there is none, never a sentinel.';
comment on column observation.status is 'ok or voorlopig with a value; otherwise why there is none. onbekend: CBS has a point there, which it writes for what is unknown, unreliable or secret, and does not say which.';
comment on column observation.raw is 'The file''s own text where it is more than the number itself.';
comment on column observation.raw_file is 'File the value was taken from: raw_file.id.';
comment on column observation.raw_row is 'Line or record in that file, from 1.';
comment on column observation.also_in is 'Other files that give the same value; NULL for none.';

create table derived (
    indicator indicator_id not null, area_year smallint not null, area_code varchar not null, year smallint not null, edition smallint not null,
    value double, status status not null, margin double, rough boolean not null);
comment on table derived is 'Shares and rates of single areas that the publisher does not give at all for that level and year, computed from its counts; never where it gives them and left this one out. Sorted as observation.';
comment on column derived.indicator is 'indicator.id; numerator, denominator and per there are the formula.';
comment on column derived.area_year is 'Year of the division that area_code belongs to.';
comment on column derived.area_code is 'Area.';
comment on column derived.year is 'Year the value is about.';
comment on column derived.edition is 'Year of the edition of its counts.';
comment on column derived.value is 'The value in the indicator''s unit; NULL when none can be made.';
comment on column derived.status is 'ok or voorlopig with a value; otherwise why there is none: the reason of the count that is missing, te klein (minimum), onwaarschijnlijk (outside the indicator''s bounds).';
comment on column derived.margin is 'How far the value may be from that of counts that were not rounded, in its unit: per x (off_by of the numerator + value / per x off_by of the denominator) / denominator (rounding); NULL without a value, and where its counts are exact.';
comment on column derived.rough is 'True where the margin is so large that the value says little (rough_from).';

create table area_place (code varchar not null, year smallint not null, place smallint not null, why reason, source varchar, primary key (code, year));
comment on table area_place is 'Whether a code is the same place in the divisions that have it: years of one code with the same number are.';
comment on column area_place.code is 'Area code.';
comment on column area_place.year is 'Year of the division.';
comment on column area_place.place is 'Number of the place within the code.';
comment on column area_place.why is 'What keeps it from being the place of the division before; NULL where nothing does.';
comment on column area_place.source is 'Where that was seen: indelingswijziging (CBS''s flag), catalogus, grenzen, grenzen ervoor en erna, naam en oppervlakte; NULL where nothing says so.';

create table series_break (
    indicator indicator_id, subject varchar, level varchar, year smallint not null, kind varchar not null, note varchar not null, source varchar not null);
comment on table series_break is 'Where a series may not be joined with what came before.';
comment on column series_break.indicator is 'Indicator; NULL for all (a change of outline).';
comment on column series_break.subject is 'Subject; NULL for all.';
comment on column series_break.level is 'land, gemeente, wijk or buurt, joined by +, where figures of these levels change alone; NULL for all.';
comment on column series_break.year is 'First edition of the new regime; of a change of outline the first division.';
comment on column series_break.kind is 'definitie, eenheid, instrument, populatie, peildatum or indeling.';
comment on column series_break.note is 'What changed, in Dutch.';
comment on column series_break.source is 'Where that is stated.';

create table subject (
    slug subject_slug primary key, kind varchar not null, name varchar not null, gemeente_code varchar, note varchar);
comment on table subject is 'What a line on a chart is about: a wijk, its gemeente, the rest of that gemeente, the country.';
comment on column subject.slug is 'Name in this database and in addresses.';
comment on column subject.kind is 'wijk (one of the eleven), referentie (followed as they are to compare them with, and never one of them), eigen (a wijk that a gemeente added, or the area of an intervention that it drew), ring (the buurten around it), gemeente, rest or land.';
comment on column subject.name is 'Dutch name.';
comment on column subject.gemeente_code is 'Code of its gemeente; NULL for the country.';
comment on column subject.note is 'What a reader must know about it, in Dutch.';

create table subject_part (
    subject subject_slug not null, year smallint not null, code varchar not null, relation varchar not null, share double not null,
    name varchar not null, found varchar, evidence varchar not null, confidence varchar not null, used boolean not null);
comment on table subject_part is 'Which areas make up a wijk in a division year, with the evidence.';
comment on column subject_part.subject is 'Wijk: subject.slug.';
comment on column subject_part.year is 'Year of the division.';
comment on column subject_part.code is 'Area code in that division.';
comment on column subject_part.relation is 'gelijk, deel, omliggend or vervangend.';
comment on column subject_part.share is 'Part of the area that belongs to the wijk, by its inhabitants; 1 for whole areas.';
comment on column subject_part.name is 'Name that the catalogue expects the area to have.';
comment on column subject_part.found is 'Name the data give; NULL when the data have no such area or no name.';
comment on column subject_part.evidence is 'Where the tie was seen.';
comment on column subject_part.confidence is 'H seen in a file, M derived, L uncertain, E stated by the gemeente that added the wijk.';
comment on column subject_part.used is 'False when the area is not in the data or bears another place''s name.';

create table event (id varchar primary key, subject varchar not null, kind varchar not null, starts varchar not null, ends varchar,
    open boolean not null, label varchar not null, note varchar not null, source varchar not null, url varchar not null, confidence varchar not null, origin varchar not null);
comment on table event is 'A dated fact about a subject or the policy around it, to read beside a series; it says nothing about cause.';
comment on column event.id is 'Our name for it.';
comment on column event.subject is 'A wijk (also a gemeente''s own), a gemeente or nl: subject.slug.';
comment on column event.kind is 'beleid, aanwijzing, herstructurering, gebeurtenis or meting.';
comment on column event.starts is 'As exact as known: 2007, 2007-03 or 2007-03-22.';
comment on column event.ends is 'Last day, month or year, in the same manner; NULL for a moment, for what goes on and where no end is known.';
comment on column event.open is 'True when it went on when the catalogue was reviewed.';
comment on column event.label is 'Dutch, at most 28 characters, for on a chart.';
comment on column event.note is 'What happened, in Dutch.';
comment on column event.source is 'Who stated it: publisher, title, date.';
comment on column event.url is 'Page of that source.';
comment on column event.confidence is 'zeker: an official page, a law, or sources that agree; waarschijnlijk: one other source, or a date that sources differ on.';
comment on column event.origin is 'catalogus: ours; eigen: added by a gemeente.';

create table trend (
    subject subject_slug not null, indicator indicator_id not null, year smallint not null, value double, status status not null,
    quality quality, coverage double, low double, high double, break_before boolean not null,
    edition smallint not null, division smallint not null, stretch smallint, why reason, margin double, rough boolean not null,
    primary key (subject, indicator, year));
comment on table trend is 'A subject''s harmonised series: one value per indicator and year, with how it was made.';
comment on column trend.subject is 'subject.slug.';
comment on column trend.indicator is 'indicator.id.';
comment on column trend.year is 'Year the value is about.';
comment on column trend.value is 'Value in the indicator''s unit; NULL when there is none.';
comment on column trend.status is 'ok or voorlopig with a value; otherwise why there is none; onvolledig when a part or its weight is not there.';
comment on column trend.quality is 'A published for this very area, B whole areas combined, C converted, D a larger area around it.';
comment on column trend.coverage is 'Part of the weight (0 to 1) that the value rests on; NULL without a value.';
comment on column trend.low is 'Lower bound, for quality C.';
comment on column trend.high is 'Upper bound, for quality C.';
comment on column trend.break_before is 'True when this point may not be joined with the point before it.';
comment on column trend.edition is 'Year of the edition that the value rests on.';
comment on column trend.division is 'Year of the division that its areas belong to; of a converted value (C) that of the outline it was converted to.';
comment on column trend.stretch is 'Values of one series may be compared where this number is the same; NULL without a value.';
comment on column trend.why is 'What keeps the value from the one before it, where break_before is true.';
comment on column trend.margin is 'How far the value may be from that of counts that were not rounded, in its unit (rounding); NULL where it is not made of rounded counts.';
comment on column trend.rough is 'True where that margin is so large that the value says little (rough_from).';

create table trend_input (
    subject subject_slug not null, indicator indicator_id not null, year smallint not null, input indicator_id not null,
    area_year smallint not null, area_code varchar not null, input_year smallint not null, weight double, role varchar not null);
comment on table trend_input is 'The observations behind a trend value: the value is the sum of weight x observation.value over role waarde.';
comment on column trend_input.subject is 'Key of the trend value.';
comment on column trend_input.indicator is 'Key of the trend value.';
comment on column trend_input.year is 'Key of the trend value.';
comment on column trend_input.input is 'Indicator of the observation.';
comment on column trend_input.area_year is 'Division year of the observation.';
comment on column trend_input.area_code is 'Area of the observation.';
comment on column trend_input.input_year is 'Year of the observation.';
comment on column trend_input.weight is 'Factor of the observation in the value; NULL for role gewicht.';
comment on column trend_input.role is 'waarde: part of the value; gewicht: the weights were taken from it.';

create table crosswalk (
    from_year smallint not null, from_code varchar not null, to_year smallint not null, to_code varchar not null,
    share_area double not null, share_people double, method varchar not null, tolerance double not null);
comment on table crosswalk is 'Part of an area of one division that lies in an area of another. Shares of one from_code sum to one; what lies in no area of the other division whose border is known has to_code buiten.';
comment on column crosswalk.from_year is 'Division year of from_code.';
comment on column crosswalk.from_code is 'Area that is divided.';
comment on column crosswalk.to_year is 'Division year of to_code.';
comment on column crosswalk.to_code is 'Area it lies in; buiten for none.';
comment on column crosswalk.share_area is 'Part of from_code''s surface, 0 to 1.';
comment on column crosswalk.share_people is 'Part of its inhabitants, where smaller areas with known inhabitants tell; NULL otherwise.';
comment on column crosswalk.method is 'gelijk, oppervlakte or inwoners.';
comment on column crosswalk.tolerance is 'Mean width in metres below which an overlap counts as a drawing difference.';

create table neighbour (year smallint not null, code varchar not null, other varchar not null);
comment on table neighbour is 'Areas of one level that share a border in a division, both ways; of the six gemeenten, where outlines are known.';
comment on column neighbour.year is 'Division year.';
comment on column neighbour.code is 'Area.';
comment on column neighbour.other is 'Area next to it.';

create table subject_outline (
    subject subject_slug not null, year smallint not null, outline blob not null, kind varchar not null, area_km2 double not null, overlap double,
    primary key (subject, year));
comment on table subject_outline is 'Outline of a wijk in a division year: the union of its areas, where their outlines are known. One that a gemeente drew is the same in every division.';
comment on column subject_outline.subject is 'Wijk: subject.slug.';
comment on column subject_outline.year is 'Division year.';
comment on column subject_outline.outline is 'WKB (multipolygon) in RD New metres.';
comment on column subject_outline.kind is 'officieel, gegeneraliseerd or schematisch, as its least exact area; eigen: as a gemeente drew the area of an intervention.';
comment on column subject_outline.area_km2 is 'Surface in km2.';
comment on column subject_outline.overlap is 'Surface shared with the reference outline (the latest division), as part of both together; 1 is the same place. NULL where the borders are schematic or another division''s.';

create table finding (kind varchar not null, source_id varchar, subject varchar, text varchar not null);
comment on table finding is 'What was noticed while this revision was made; wijkinzicht check prints it.';
comment on column finding.kind is 'bestand, geweigerd, naam, verschil, grens or bereik.';
comment on column finding.source_id is 'Publication it is about, where one is.';
comment on column finding.subject is 'Subject it is about, where one is.';
comment on column finding.text is 'One Dutch sentence.';
