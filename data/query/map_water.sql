-- Large water with an outline, of the division that is nearest to a year: water hardly moves, and it is a background.
select outline from area
where water and level = 'wijk' and outline is not null
    and year = (select year from area where water and level = 'wijk' and outline is not null order by abs(year - $1), year desc limit 1)
order by code
