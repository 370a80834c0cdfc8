-- Hoe ver liggen de elf wijken van hun gemeente af?
-- Het laatste jaar waarin wijk en gemeente beide een cijfer hebben dat over de wijk zelf gaat (dus geen D); afgerond zoals het cijfer wordt gegeven.
select w.name as wijk, i.naam as cijfer, t.year, round(t.value, i.decimals) as in_de_wijk, round(g.value, i.decimals) as in_de_gemeente,
    round(t.value - g.value, i.decimals) as verschil, i.unit as eenheid, t.quality
from trend t
join subject w on w.slug = t.subject and w.kind = 'wijk'
join subject m on m.kind = 'gemeente' and m.gemeente_code = w.gemeente_code
join trend g on g.subject = m.slug and g.indicator = t.indicator and g.year = t.year
join indicator i on i.id = t.indicator
where t.indicator in ('woz', 'aandeel_65plus', 'gezondheid_goed') and t.value is not null and g.value is not null and t.quality <> 'D'
qualify row_number() over (partition by t.subject, t.indicator order by t.year desc) = 1
order by cijfer, verschil, wijk
