-- The publications behind an indicator's values per year, and the columns in which they keep what was read. A column may be
-- spelled otherwise in another layout of the same year: all spellings are given.
with used as (
    select distinct n.year, o.edition, f.source_id, n.input
    from trend_input n join subject u on u.slug = n.subject and u.kind in ('wijk', 'referentie', 'gemeente', 'land')
    join observation o on o.indicator = n.input and o.area_year = n.area_year and o.area_code = n.area_code and o.year = n.input_year
    join raw_file f on f.id = o.raw_file
    where n.indicator = $1 and n.role = 'waarde'
)
select distinct u.year, s.id, coalesce(c.column_name, ''), coalesce(c.generation, '')
from used u join source s on s.id = u.source_id
left join indicator_column c on c.family = s.family and c.indicator = u.input and u.edition between c.from_year and c.to_year
order by all
