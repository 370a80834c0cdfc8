package main

// origins are the embedded tables in order of precedence: first what publishers' own files say, then what others wrote down of them.
var origins = []origin{
	{"kwb-2014", "kwb-2014", "uitgever", "oude StatLine, volledig", "Alleen Rotterdam. Leeftijden, herkomst en huishoudens staan er als percentage.", published("kwb-2014"), false},
	{"kwb-2015", "kwb-2015", "uitgever", "Rotterdam: oude StatLine, volledig; overige: kenmerken van de wijk- en buurtkaart 2015",
		"Buiten Rotterdam zijn leeftijden, herkomst en huishoudens hele percentages, en ontbreken woningen, WOZ, inkomen en energie.", published("kwb-2015"), false},
	{"kwb-2016", "kwb-2016", "uitgever", "Rotterdam: oude StatLine, volledig; wijken en gemeenten: kenmerken van de wijk- en buurtkaart 2016",
		"Buiten Rotterdam zijn leeftijden, herkomst en huishoudens hele percentages.", published("kwb-2016"), false},
	{"kwb-2017", "kwb-2017", "uitgever", "inwoners, herkomst, WOZ en inkomens: definitieve tabel; wijken, gemeenten en Groningen ook: eerste uitgave van de kaart; Rotterdam ook: een eerdere uitgave",
		"De inkomens van Rotterdam in de eerdere uitgave zijn niet gebruikt. Vier buurten met -1 school binnen 3 km hebben daar geen cijfer.", published("kwb-2017"), false},
	{"kwb-2018", "kwb-2018", "uitgever", "oude StatLine, vroege uitgave", "Alleen Rotterdam. Geboorte, energie, inkomens en uitkeringen waren nog niet gepubliceerd.", published("kwb-2018"), false},
	{"kwb-2019", "kwb-2019", "uitgever", "StatLine van 22 maart 2020", "Alleen Den Haag.", published("kwb-2019"), false},
	{"kwb-2020", "kwb-2020", "uitgever", "OData, eerste uitgave", "WOZ, eigendom, energie, opleiding en inkomens waren nog niet gepubliceerd.", published("kwb-2020"), false},
	{"kwb-2024", "kwb-2024", "uitgever", "OData; inwoners en leeftijden van buurten: StatLine",
		"Naast de tabel staan kenmerken van de kaart met een eerdere WOZ-waarde; die zijn niet gebruikt. Auto's op een postbus tellen alleen in de gemeente mee.", published("kwb-2024"), false},
	{"kwb-2024-herkomst", "kwb-2024", "uitgever", "StatLine van 11 december 2025",
		"De export heeft namen en geen codes; de codes zijn die van de export met codes, rij voor rij met dezelfde naam en evenveel inwoners.", originFigures, false},
	{"lbm2-2016", "lbm2-2016", "uitgever", "meting 2016", "", published("lbm2-2016"), false},
	{"lbm3-2024", "lbm3-2024", "uitgever", "meting 2024", "Scores van 31 buurten en 21 wijken met alle cijfers van de uitgever (2002-2024); van andere buurten, en van gemeenten, die van 2024 in zes cijfers, zoals de kaartdienst van de uitgever ze geeft.",
		published("lbm3-2024"), false},
	{"lbm3-2024-vijf-decimalen", "lbm3-2024", "derden", "meting 2024",
		"Scores die zijn afgekapt (niet afgerond) na vijf decimalen: een afschrift, nagerekend op zijn eigen sommen; een score ligt tot 0,00001 verder van nul dan hier staat. Een punt is een jaar waarvan de uitgever van dat gebied geen score geeft.", scoreCopies, true},
	{"lbm3-2022-nederland", "lbm3-2022-nederland", "eigen", "meting 2022",
		"Het gemiddelde van alle wijken van Nederland in de meting 2022 (3.289 in 2002 tot 3.308 in 2022), gewogen met hun woningen van 2022 (Kerncijfers wijken en buurten 2022; één stel gewichten voor alle jaren), afgerond op vijf decimalen.", countryScores, false},

	{"kwb-2012-gemeenten", "kwb-2012", "derden", "onbekend", "Kenmerken van de kaart per gemeente, opgeschreven door een ander (geoinzicht-app). Leeftijden zijn hele percentages.",
		gemeentenOf("real/kwb/gemeente-level-derived", 2012), false},
	{"kwb-2013-gemeenten", "kwb-2013", "derden", "onbekend", "Uit het R-pakket tmap 0.6. Alleen leeftijden, als hele percentages; het jaar volgt uit het aantal gemeenten (408).",
		csvFigures{folder: "added/kwb/2013-2014-gemeenten-tmap", file: "NLD_muni_2013.derived.csv", comma: ',', year: 2013, code: "code", name: "name", fields: tmapAges}.cells, false},
	{"kwb-2014-gemeenten", "kwb-2014", "derden", "onbekend", "Uit het R-pakket tmap 2.0. Alleen leeftijden en herkomst, als hele percentages; het jaar volgt uit het aantal gemeenten (403).",
		csvFigures{folder: "added/kwb/2013-2014-gemeenten-tmap", file: "NLD_muni_2014.derived.csv", comma: ',', year: 2014, code: "code", name: "name",
			fields: with(tmapAges, map[string]string{"origin_west": "westers", "origin_non_west": "nietwesters"})}.cells, false},
	{"kwb-2016-groningen", "kwb-2016", "derden", "onbekend", "Inwoners per buurt, overgenomen door ETLocal. Auto's en woningen zijn er deels eigen schattingen en niet gebruikt.",
		csvFigures{folder: "added/kwb/2016-buurten-etlocal", file: "groningen.cut.csv", comma: ',', year: 2016, code: "geo_id", name: "name", fields: etlocal}.cells, false},
	{"kwb-2016-den-haag-zoetermeer", "kwb-2016", "derden", "onbekend", "Inwoners per buurt, overgenomen door ETLocal. Auto's en woningen zijn er deels eigen schattingen en niet gebruikt.",
		csvFigures{folder: "added/kwb/2016-buurten-etlocal", file: "den-haag-rotterdam-zoetermeer.cut.csv", comma: ',', year: 2016, code: "geo_id", name: "name", fields: etlocal}.cells, false},
	{"kwb-2017-nederland", "kwb-2017", "derden", "definitief", "De rij van Nederland uit een export van StatLine die een ander opnieuw opsloeg.",
		nationRow("added/kwb/2017-nederland-amsterdam", "Kerncijfers_wijken_en_buurten_2017.csv", 2017), false},
	{"kwb-2017-buurten", "kwb-2017", "derden", "definitief", "Van buurten waarvan twaalf onderwerpen alle bekend waren (Micro-Neighbourhood): een buurt die ontbreekt, is niet leeg.",
		odataCSV("added/kwb/2017-buurten-micro-neighbourhood", "buurten_features_2017.six-gemeenten.cut.csv", "Codering_3", "buurt_naam", 2017, nil), false},
	{"kwb-2017-gemeenten", "kwb-2017", "derden", "onbekend", rounded, gemeentenOf("real/kwb/gemeente-level-derived", 2017), false},
	{"kwb-2018-gemeenten", "kwb-2018", "derden", "onbekend", rounded, gemeentenOf("added/kwb/gemeente-level-derived", 2018), false},
	{"kwb-2019-nederland", "kwb-2019", "derden", "onbekend; van 2019 zijn er twee", "De rij van Nederland uit een export van StatLine die een ander opnieuw opsloeg.",
		nationRow("added/kwb/2019-nederland-amsterdam", "Kerncijfers_wijken_en_buurten_2019.csv", 2019), false},
	{"kwb-2019-gemeenten", "kwb-2019", "derden", "onbekend; van 2019 zijn er twee", rounded, gemeentenOf("real/kwb/gemeente-level-derived", 2019), false},
	{"kwb-2020-wijken", "kwb-2020", "derden", "latere uitgave, met alle thema's",
		"Opgeslagen door een ander (led-visualisation-rotterdam). Alleen de onderwerpen die de eerste uitgave niet had: van één onderwerp één uitgave.",
		odataCSV("added/other/kwb-wijken-2020-2021", "wijken_2020_data.six-gemeenten.cut.csv", "WK_CODE", "WK_NAAM", 2020, firstEditionLacks), false},
	{"kwb-2021-wijken", "kwb-2021", "derden", "eerste uitgave", "Opgeslagen door een ander (led-visualisation-rotterdam); zonder inkomens, energie, uitkeringen en opleiding.",
		odataCSV("added/other/kwb-wijken-2020-2021", "wijken_2021_data.six-gemeenten.cut.csv", "WK_CODE", "WK_NAAM", 2021, nil), false},
	{"kwb-2021-rotterdam", "kwb-2021", "derden", "onbekend", "Rotterdam en zijn buurten; de koppen zijn door een ander vertaald (SSP), de cijfers niet veranderd. Zonder WOZ, eigendom, energie en auto's.",
		csvFigures{folder: "added/kwb/2021-rotterdam-and-nine-cities", file: "data_full.csv", comma: ',', year: 2021, code: "gwb_code_10", name: "regio", fields: translated, decimalComma: true}.cells, false},
	{"kwb-2022-wijken", "kwb-2022", "derden", "maatwerk 2024/11", "Uit het R-pakket tmap 4.2. Leeftijden en opleiding heeft de maker zelf uitgerekend; die zijn niet gebruikt. Lage en hoge inkomens zijn van personen.",
		csvFigures{folder: "added/kwb/2022-wijk-gemeente-tmap", file: "NLD_dist_2022.derived.csv", comma: ',', year: 2022, code: "code", name: "name", fields: tmapFields}.cells, false},
	{"kwb-2022-gemeenten-tmap", "kwb-2022", "derden", "maatwerk 2024/11", "Uit het R-pakket tmap 4.2, als de wijken.",
		csvFigures{folder: "added/kwb/2022-wijk-gemeente-tmap", file: "NLD_muni_2022.derived.csv", comma: ',', year: 2022, code: "code", name: "name", fields: tmapFields}.cells, false},
	{"kwb-2022-gemeenten", "kwb-2022", "derden", "onbekend", rounded, gemeentenOf("real/kwb/gemeente-level-derived", 2022), false},
	{"kwb-2022-zeven-wijken", "kwb-2022", "derden", "onbekend", "Zeven wijken uit kaartkenmerken van PDOK, opgeschreven door een ander (geoinzicht-app). Het inkomen is er afgerond op duizenden en niet gebruikt.",
		func(c *carrier) ([]cell, error) {
			return c.features(c.path("added/kwb/2022-wijk-excerpt-geoinzicht", "wijken_2022.seven-wijken.excerpt.json"), 2022, mapFieldsOfOthers, "wijkcode", "wijknaam")
		}, false},
	{"kwb-2022-twee-buurten", "kwb-2022", "derden", "onbekend", twoBuurten, wijkprofielFigures("2022"), false},
	{"kwb-2023-twee-buurten", "kwb-2023", "derden", "onbekend", twoBuurten, wijkprofielFigures("2023"), false},
	{"kwb-2023-gemeenten", "kwb-2023", "derden", "onbekend", rounded, gemeentenOf("added/kwb/gemeente-level-derived", 2023), false},
	{"kwb-2024-buurten", "kwb-2024", "derden", "onbekend", "Huishoudens en stedelijkheid van buurten waarvan alle gekozen onderwerpen bekend waren (Micro-Neighbourhood): een buurt die ontbreekt, is niet leeg.",
		odataCSV("added/kwb/2024-buurten-micro-neighbourhood", "buurten_features_2024.six-gemeenten.cut.csv", "Codering_3", "buurt_naam", 2024, nil), false},
	{"kwb-2024-woonikveilig", "kwb-2024", "derden", "latere uitgave", "Opgeschreven door een ander (woonikveilig); waar ook de tabel van het CBS er is, gelijk. Een ontbrekend cijfer kan er een nul zijn en is niet gebruikt.", buurtFigures, false},
	{"kwb-2025-twee-buurten", "kwb-2025", "derden", "eerste uitgave", twoBuurten, wijkprofielFigures("2025"), false},
	{"gezondheid-50150NED", "gezondheid-50150NED", "derden", "2024", "Opgeschreven door een ander (woonikveilig), op de buurten van 2024. Geschat met een model; andere uitgaven van dezelfde jaren verschillen.", healthFigures, false},
	{"politie-47022NED", "politie-47022NED", "derden", "2024", "Opgeschreven door een ander (woonikveilig), op de buurten van 2024. Buurten van Zoetermeer zijn niet gebruikt: hun codes zijn van een andere indeling.", policeFigures, false},
	{"bevolking-37230ned", "bevolking-37230ned", "uitgever", "StatLine van 22 december 2025",
		"Inwoners aan het einde van een jaar: hier 1 januari van het jaar erna, op de indeling van het jaar zelf. Alleen voor jaren waarvan KWB geen inwoners geeft. Groningen telt zo op 1 januari 2017 nog zonder Meerstad en op 1 januari 2019 nog zonder Haren en Ten Boer; daar gaat KWB voor.", populationFigures, false},
}

const (
	rounded    = "Kenmerken van de kaart per gemeente, opgeschreven door een ander (geoinzicht-app). Leeftijden zijn de hele percentages van de kaart; inkomens zijn er afgerond en niet gebruikt."
	twoBuurten = "Afrikaanderwijk en Tarwewijk, kaartkenmerken van PDOK opgeschreven door een ander (raadzoeker); van 2024 gelijk aan de tabel van het CBS. Inkomens zijn er afgerond en niet gebruikt."
)

// etlocal is the column that ETLocal took over from KWB 2016 as it was: equal in 91 of 91 buurten of Rotterdam. Its cars differ in seven,
// some with decimals, and its dwellings in 77: those are its own.
var etlocal = map[string]string{"number_of_inhabitants": "inwoners"}
