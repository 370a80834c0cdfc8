-- In welke wijken groeide het aantal inwoners tussen 2016 en 2024 het meest?
-- Alleen waar comparable waar is, mag het verschil als verandering worden gelezen; reason zegt waarom niet. quality_from en quality_to zeggen hoe de twee waarden zijn gemaakt: C is omgerekend uit delen van gebieden, en minder zeker.
select name, value_from, value_to, difference, unit, round(percent, 1) as percent, quality_from, quality_to, comparable, reason
from verschil('inwoners', 2016, 2024)
where kind = 'wijk'
order by comparable desc, percent desc nulls last, name
