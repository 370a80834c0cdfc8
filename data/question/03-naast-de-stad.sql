-- Hoe staat Moerwijk ervoor naast Den Haag en Nederland?
-- Het aandeel 65-plussers in procenten, met een kolom per gebied.
pivot (
    select t.year, s.name, round(t.value, i.decimals) as value
    from trend t join subject s on s.slug = t.subject join indicator i on i.id = t.indicator
    where t.subject in ('moerwijk', 'gm0518', 'nl') and t.indicator = 'aandeel_65plus'
) on name in ('Moerwijk', 'Den Haag', 'Nederland') using any_value(value) group by year order by year
