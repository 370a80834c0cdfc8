-- Rules that every revision keeps; a rule with a count above nought is broken, and such a revision is not published.
with named as (select distinct input, area_year, area_code, input_year from trend_input)
select 'cijfers zonder waarde en zonder reden, of met beide' as rule,
    (select count(*) from observation where (value is null) = (status in ('ok', 'voorlopig')))
        + (select count(*) from trend where (value is null) = (status in ('ok', 'voorlopig'))) as broken
union all select 'waarden die geen getal zijn, of de code voor een ontbrekende waarde',
    (select count(*) from observation where value is not null and (not isfinite(value) or value <= -99990))
        + (select count(*) from trend where value is not null and (not isfinite(value) or value <= -99990))
union all select 'waarden buiten de grenzen van hun indicator',
    (select count(*) from observation o join indicator i on i.id = o.indicator where o.value < i.lowest or o.value > i.highest)
-- what wijken have can exceed what is left of their gemeente by rounding alone
union all select 'aantallen onder nul in een reeks',
    (select count(*) from trend t join indicator i on i.id = t.indicator where i.kind = 'count' and t.value < -50)
union all select 'berekende cijfers zonder waarde en zonder reden, met beide, of buiten de grenzen van hun indicator',
    (select count(*) from derived where (value is null) = (status in ('ok', 'voorlopig')))
        + (select count(*) from derived d join indicator i on i.id = d.indicator where d.value < i.lowest or d.value > i.highest)
union all select 'berekende cijfers waar de uitgever zelf een cijfer geeft of weglaat',
    (select count(*) from derived d semi join observation o on o.indicator = d.indicator and o.area_year = d.area_year and o.area_code = d.area_code and o.year = d.year)
-- observation is sorted by its key: what comes twice stands together, and no table of keys need be made of it.
union all select 'cijfers die twee keer voorkomen',
    (select count(*) from (select (indicator, year, area_year, area_code) = lag((indicator, year, area_year, area_code)) over () as again from observation) where again)
union all select 'cijfers zonder bestand of bestanden zonder bron',
    (select count(*) from observation o anti join raw_file f on f.id = o.raw_file) + (select count(*) from raw_file f anti join source s on s.id = f.source_id)
union all select 'trendwaarden zonder de waarnemingen erachter',
    (select (select count(*) from named) - (select count(*) from observation o semi join named n on o.indicator = n.input and o.area_year = n.area_year and o.area_code = n.area_code and o.year = n.input_year))
        + (select count(*) from trend t anti join (select * from trend_input where role = 'waarde') n
            on n.subject = t.subject and n.indicator = t.indicator and n.year = t.year where t.value is not null)
union all select 'gebieden die voor meer of minder dan het geheel worden verdeeld',
    (select count(*) from (select sum(share_area) as whole from crosswalk group by from_year, from_code, to_year) where abs(whole - 1) > 1e-6)
