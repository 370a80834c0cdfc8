-- Wat zijn in 2024 de tien buurten van Nijmegen met de laagste WOZ-waarde?
-- buurt_breed geeft een rij per buurt en een kolom per cijfer.
select code, name, inwoners, woz, koop
from buurt_breed(2024)
where gemeente_code = 'GM0268' and woz is not null and inwoners >= 100
order by woz, code limit 10
