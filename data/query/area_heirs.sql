-- Where the ground of a code of an earlier division lies now, the largest part first; a wijk there is the buurten that bear its number. It is
-- the same place where 95% of it lies there, no other area of that division reaches into it, and the land is not known to be larger or
-- smaller (place_borders.sql).
with kin as (
    select from_year, from_code, to_year, case $1[1:2] when 'WK' then 'WK' || to_code[3:8] else to_code end as code, sum(share_area) as share
    from crosswalk
    where from_code[1:2] = $1[1:2] and to_code <> 'buiten' and from_year = (select max(from_year) from crosswalk where from_code = $1)
    group by all
)
select p.code, p.share,
    p.share >= 0.95 and not exists (from kin k where k.code = p.code and k.from_code <> $1)
        and coalesce(abs(n.land_km2 - o.land_km2) <= greatest(0.03, 0.05 * o.land_km2), true)
from kin p
left join area o on o.year = p.from_year and o.code = $1
left join area n on n.year = p.to_year and n.code = p.code
where p.from_code = $1 and p.share >= 0.01
order by p.share desc, p.code
