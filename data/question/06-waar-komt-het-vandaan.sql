-- Waar komt het aantal inwoners van Vinkhuizen in 2020 vandaan?
-- De som, de bestanden en de rijen. De weergave herkomst (zonder haakjes) geeft een rij per gebruikt cijfer.
from herkomst('vinkhuizen', 'inwoners', 2020)
