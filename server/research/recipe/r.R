adres <- "ADRES/api/v1/"
reeks <- read.csv(paste0(adres, "trend.csv?subject=moerwijk,gm0518&indicator=inwoners"))
wijd <- reshape(reeks[, c("year", "subject", "value")], idvar = "year", timevar = "subject", direction = "wide")
print(wijd[order(wijd$year), ])
