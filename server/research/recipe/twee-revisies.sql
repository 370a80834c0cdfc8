attach 'wijkinzicht-oud.duckdb' as oud (read_only);
attach 'wijkinzicht-nieuw.duckdb' as nieuw (read_only);

-- 1. Een reeks naast zichzelf: een eigen macro, die zegt uit welke database elke naam komt.
create temp macro naast_elkaar(onderwerp, cijfer) as table
    select year, o.value as toen, n.value as nu, n.value - o.value as verschil, i.unit,
        o.quality as kwaliteit_toen, n.quality as kwaliteit_nu
    from (from oud.trend where subject = onderwerp::oud.subject_slug and indicator = cijfer::oud.indicator_id) o
    full join (from nieuw.trend where subject = onderwerp::nieuw.subject_slug and indicator = cijfer::nieuw.indicator_id) n using (year)
    join nieuw.indicator i on i.id = cijfer::nieuw.indicator_id
    order by year;
from naast_elkaar('moerwijk', 'inwoners');

-- 2. Een macro van ons zoekt haar tabellen in de database die met USE is gekozen (oud.verschil(…) vindt ze
-- niet, in geen versie van DuckDB tot nu toe): kies haar, en zet het antwoord apart.
use oud;
create temp table toen as from verschil('inwoners', 2016, 2024);
use nieuw;
create temp table nu as from verschil('inwoners', 2016, 2024);
select nu.name, toen.difference as toen, nu.difference as nu, nu.unit,
    toen.comparable as vergelijkbaar_toen, nu.comparable as vergelijkbaar_nu
from temp.toen full join temp.nu using (subject)
where nu.kind = 'wijk' order by nu.name;
