library(duckdb)
db <- dbConnect(duckdb(), "wijkinzicht.duckdb", read_only = TRUE)
dbGetQuery(db, "from trend('moerwijk', 'inwoners')")
dbDisconnect(db, shutdown = TRUE)
