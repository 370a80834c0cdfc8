-- In welke wijken groeide het aantal inwoners tussen 2016 en 2024 het meest?
-- Alleen waar comparable waar is, mag het verschil als verandering worden gelezen; reason zegt waarom niet.
select name, value_from, value_to, difference, round(percent, 1) as percent, comparable, reason
from verschil('inwoners', 2016, 2024)
where kind = 'wijk'
order by comparable desc, percent desc nulls last
