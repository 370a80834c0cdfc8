# In een lege map: de hele database, en wat het programma daarvan maakt voor ClickHouse. uit/README.md zegt hoe u een cluster laadt.
curl --silent --fail --output wijkinzicht-REVISIE.duckdb 'ADRES/onderzoek/bestand/REVISIE/wijkinzicht.duckdb'
ln --symbolic wijkinzicht-REVISIE.duckdb wijkinzicht.duckdb
wijkinzicht export --store . --voor clickhouse uit
uit/laden.sh
clickhouse-client --database wijkinzicht --query "$(cat uit/vraag/01-een-reeks.sql)"
