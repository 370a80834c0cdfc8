library(sf)
adres <- "ADRES/api/v1/"
buurten <- st_read(paste0(adres, "areas?year=2024&gemeente=GM0268&level=buurt"), quiet = TRUE)
inwoners <- read.csv(paste0(adres, "observations.csv?indicator=inwoners&year=2024&area_year=2024&gemeente=GM0268&level=buurt"))
buurten <- merge(buurten, inwoners[, c("area_code", "value")], by.x = "code", by.y = "area_code", all.x = TRUE)
plot(st_transform(buurten["value"], 28992), main = "Inwoners per buurt, Nijmegen 2024")
