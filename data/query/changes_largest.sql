-- Of an indicator what differs most, figures before series; what came, went or has another reason comes last.
select what, indicator, coalesce(area_year, 0), year, code, coalesce(name, ''), coalesce(unit, ''), value_before, value, coalesce(status_before, ''), coalesce(status, '')
from change where indicator = ? order by what, abs(difference) desc nulls last, year desc, code limit ?
