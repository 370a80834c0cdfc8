-- What was read, per publication: files, rows, and figures by what became of them.
select s.title || coalesce(' (' || s.table_id || ')', ''), count(distinct f.id), any_value(r.rows_read), any_value(r.rows_rejected),
    count(o.indicator), count(o.value), count(*) filter (o.status = 'geheim'), count(*) filter (o.status = 'onbekend'),
    count(*) filter (o.status = 'niet in deze uitgave'), count(*) filter (o.status = 'niet van toepassing')
from source s join raw_file f on f.source_id = s.id
join (select source_id, sum(rows_read)::bigint as rows_read, sum(rows_rejected)::bigint as rows_rejected from raw_file group by source_id) r on r.source_id = s.id
left join observation o on o.raw_file = f.id
group by s.id, s.title, s.table_id, s.family, s.year
order by s.family, s.year
