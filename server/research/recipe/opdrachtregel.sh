# De reeks van een wijk als CSV. De laatste regel zegt of het antwoord heel is.
curl --silent --fail 'ADRES/api/v1/trend.csv?subject=moerwijk&indicator=inwoners'

# De hele database; --continue-at gaat verder na een afgebroken download.
curl --silent --fail --continue-at - --output wijkinzicht.duckdb 'ADRES/onderzoek/bestand/REVISIE/wijkinzicht.duckdb'
sha256sum wijkinzicht.duckdb
