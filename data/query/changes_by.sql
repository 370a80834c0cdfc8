-- How many values differ by %[1]s (id and name) of what is %[2]s; the most first.
select %[1]s,
    count(*) filter (what = 'cijfer' and status_before is not null and status is not null),
    count(*) filter (what = 'cijfer' and status_before is null),
    count(*) filter (what = 'cijfer' and status is null),
    count(*) filter (what = 'reeks')
from change where %[2]s group by 1 order by count(*) desc, 1
