select year, value, unit, status, quality, coverage, low, high, break_before, why, stretch
from (select * from trend where subject = 'moerwijk' and indicator = 'woz') as t
inner join (select id as indicator, unit from indicator) as i using indicator
order by year
