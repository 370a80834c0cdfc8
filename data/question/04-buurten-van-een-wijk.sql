-- Uit welke buurten bestond Moerwijk in 2014?
-- Indelingen veranderen: vraag altijd met het jaar erbij. evidence zegt waar de band is gezien.
from buurten_in('moerwijk', 2014)
