-- A code in the latest division that has it, and the latest division of its gemeente.
select a.year, a.name, coalesce(a.gemeente_code, ''), coalesce(g.name, ''), (select max(year) from area where gemeente_code = a.gemeente_code and level = a.level)
from area a left join area g on g.year = a.year and g.code = a.gemeente_code
where a.code = $1 order by a.year desc limit 1
