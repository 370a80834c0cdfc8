-- Trend values that are not the weighted sum of the observations named behind them: there must be none.
select count(*) from (
    select t.value, sum(n.weight * o.value) as again
    from trend t
    join trend_input n on n.subject = t.subject and n.indicator = t.indicator and n.year = t.year and n.role = 'waarde'
    join observation o on o.indicator = n.input and o.area_year = n.area_year and o.area_code = n.area_code and o.year = n.input_year
    where t.value is not null group by t.subject, t.indicator, t.year, t.value)
where abs(again - value) > 1e-6 * greatest(1, abs(value))
