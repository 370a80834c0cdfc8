-- Wat zijn in 2024 de tien buurten van Nijmegen met de laagste WOZ-waarde?
-- buurt_breed geeft een rij per buurt en een kolom per cijfer; de toelichting bij een kolom noemt haar eenheid (zie het schema), en de tabel indicator ook.
select b.code, b.name, b.woz, w.unit as woz_in, b.koop, k.unit as koop_in, b.inwoners
from buurt_breed(2024) b, indicator w, indicator k
where w.id = 'woz' and k.id = 'koop' and b.gemeente_code = 'GM0268' and b.woz is not null and b.inwoners >= 100
order by b.woz, b.code limit 10
