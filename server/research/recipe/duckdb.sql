-- duckdb -readonly wijkinzicht.duckdb
from verschil('inwoners', 2016, 2024) where kind = 'wijk';

-- of zonder te downloaden:
install httpfs; load httpfs;
from 'ADRES/onderzoek/bestand/REVISIE/observation.parquet' where indicator = 'inwoners' and year = 2024 limit 10;
