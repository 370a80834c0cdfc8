-- Waar mag de reeks van de WOZ-waarde niet worden doorgetrokken?
-- Breuken van het cijfer zelf, en van de grenzen: die gelden voor elk cijfer van het gebied dat erbij staat.
select b.year, coalesce(b.indicator::varchar, 'elk cijfer') as cijfer, coalesce(s.name, 'elk gebied') as gebied, b.level, b.kind, b.note, b.source
from series_break b left join subject s on s.slug = b.subject
where b.indicator = 'woz' or b.indicator is null
order by b.indicator is null, gebied, b.year
