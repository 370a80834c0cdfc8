-- Hoe ontwikkelde de WOZ-waarde van Moerwijk zich?
-- Een rij per jaar, in de eenheid van unit. break_before zegt dat een jaar niet met het vorige te vergelijken is; quality zegt hoe de waarde is gemaakt.
from trend('moerwijk', 'woz')
