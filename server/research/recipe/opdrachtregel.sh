# De reeks van een wijk als CSV; --dump-header toont ook hoeveel rijen het zijn (X-Rows). Een afgebroken antwoord is een fout van curl.
curl --silent --fail --dump-header - 'ADRES/api/v1/trend.csv?subject=moerwijk&indicator=inwoners'

# De hele database; --continue-at gaat verder na een afgebroken download.
curl --silent --fail --continue-at - --output wijkinzicht.duckdb 'ADRES/onderzoek/bestand/REVISIE/wijkinzicht.duckdb'
sha256sum wijkinzicht.duckdb
