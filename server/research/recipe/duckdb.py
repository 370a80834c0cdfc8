import duckdb

# Het gedownloade bestand; alleen lezen, want een revisie verandert nooit.
db = duckdb.connect("wijkinzicht.duckdb", read_only=True)
print(db.sql("from trend('moerwijk', 'inwoners')").df())
print(db.sql("from herkomst('moerwijk', 'inwoners', 2020)").df())

# Zonder te downloaden: de extensie httpfs haalt alleen de delen van het bestand die nodig zijn.
duckdb.sql("install httpfs; load httpfs")
print(duckdb.sql("select * from 'ADRES/onderzoek/bestand/REVISIE/trend.parquet' where subject = 'moerwijk'").df())
