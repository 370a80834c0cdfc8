-- Codes are stored as small numbers that read as text: at 50 million observations that takes 146 MB instead of 346, and half
-- of the time to load. The codes are known only now, and the table is still empty.
create type area_code as enum (select code from area_reading union select 'NL00' order by 1);
alter table observation alter area_code type area_code;
alter table derived alter area_code type area_code;
-- What an area has of an indicator: as published, or computed from its counts where the publisher never gives it.
create view figure as
    select indicator, area_year, area_code, year, edition, value, status, false as made, null::double as margin, false as rough from observation
    union all
    select indicator, area_year, area_code, year, edition, value, status, true as made, margin, rough from derived;
comment on view figure is 'Every figure of every area: as published (observation), or computed from its counts where the publisher does not give it for that level and year at all (derived).';
comment on column figure.indicator is 'indicator.id.';
comment on column figure.area_year is 'Year of the division that area_code belongs to.';
comment on column figure.area_code is 'Area.';
comment on column figure.year is 'Year the value is about.';
comment on column figure.edition is 'Year of the edition that gives it.';
comment on column figure.value is 'The value in the indicator''s unit; NULL when there is none.';
comment on column figure.status is 'ok or voorlopig with a value; otherwise why there is none.';
comment on column figure.made is 'True when it was computed by us from published counts.';
comment on column figure.margin is 'How far it may be from that of counts that were not rounded: derived.margin; NULL as published.';
comment on column figure.rough is 'True where that margin is so large that it says little: derived.rough.';
