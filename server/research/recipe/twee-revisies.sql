-- Twee revisies naast elkaar. Een macro zoekt zijn tabellen in de database die met USE is gekozen;
-- daarom wordt elk antwoord eerst apart gezet. Tabellen gaan ook zonder: oud.trend, nieuw.trend.
attach 'wijkinzicht-oud.duckdb' as oud (read_only);
attach 'wijkinzicht-nieuw.duckdb' as nieuw (read_only);

use oud;
create temp table toen as from trend('moerwijk', 'inwoners');
use nieuw;
create temp table nu as from trend('moerwijk', 'inwoners');

select year, toen.value as toen, nu.value as nu, nu.value - toen.value as verschil, nu.unit
from temp.toen full join temp.nu using (year)
order by year;
