-- CBS's own flag of change against the borders of two divisions that follow each other: 1 says that code and outline are
-- what they were, 3 that the outline changed. Only areas whose borders are known in both years can be compared.
select a.year, a.code, coalesce(a.name, ''), a.change, coalesce(max(c.share_area) filter (c.to_code = a.code), 0)
from area a
join crosswalk c on c.to_year = a.year and c.from_year = a.year - 1 and c.from_code = a.code
where a.change in ('1', '3')
group by a.year, a.code, a.name, a.change
order by a.year, a.code
