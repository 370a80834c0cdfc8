-- What was done somewhere, with its goal: read from catalogue/interventies.csv and a gemeente's own.

create table intervention (
    id varchar primary key, name varchar not null, note varchar, approach varchar, routes varchar[] not null, who varchar, gemeente varchar,
    subject subject_slug, area_code varchar, area_year smallint, starts varchar, ends varchar,
    indicator indicator_id, base_year smallint, target double, target_year smallint, follow_up varchar, source varchar not null, url varchar,
    problem varchar, aim varchar, target_group varchar, baseline varchar, evaluation varchar, continuation varchar, origin varchar not null);
comment on table intervention is 'A project or programme in an area: what it wanted and how that is measured, as far as its source says. It stands beside figures and says nothing about cause.';
comment on column intervention.id is 'Our name for it; its page is /interventies/id.';
comment on column intervention.name is 'Dutch name.';
comment on column intervention.note is 'What was done, in Dutch; NULL where the source does not say.';
comment on column intervention.approach is 'gebied, doelgroep or individu; NULL where not known.';
comment on column intervention.routes is 'Of leren, werken, wonen and vrije tijd; empty where not known.';
comment on column intervention.who is 'Who carried it out.';
comment on column intervention.gemeente is 'Name of the gemeente, as written down.';
comment on column intervention.subject is 'Wijk it was in: subject.slug; NULL for another area or where not known.';
comment on column intervention.area_code is 'CBS code of the wijk or buurt, where it is no subject.';
comment on column intervention.area_year is 'Division year of area_code.';
comment on column intervention.starts is 'Day, month or year it began, as exact as the source; NULL where not known.';
comment on column intervention.ends is 'The same of its end; NULL where not known or going on.';
comment on column intervention.indicator is 'Goal: the indicator that should move.';
comment on column intervention.base_year is 'Goal: year from which it is counted.';
comment on column intervention.target is 'Goal: value that is wanted, in the indicator''s unit.';
comment on column intervention.target_year is 'Goal: year in which it is wanted.';
comment on column intervention.follow_up is 'When and how it is measured again, in Dutch.';
comment on column intervention.source is 'Publisher and title.';
comment on column intervention.url is 'Address of the source; NULL where it is not public.';
comment on column intervention.problem is 'Checklist: the analysis of the problem, in Dutch.';
comment on column intervention.aim is 'Checklist: the measurable goal in words.';
comment on column intervention.target_group is 'Checklist: who it is for.';
comment on column intervention.baseline is 'Checklist: how things stood before.';
comment on column intervention.evaluation is 'Checklist: how and by whom it was evaluated.';
comment on column intervention.continuation is 'Checklist: how it goes on.';
comment on column intervention.origin is 'catalogus, or eigen for what a gemeente added.';
