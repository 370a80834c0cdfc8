select rowid as place, id, naam, name, theme, side, route, unit, kind, direction, decimals, lowest, highest, editions, shown, definitie, family
from indicator
