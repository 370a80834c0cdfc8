package ingest

import "wijkinzicht/ingest/sheet/sheettest"

// mapAttributes is the attribute table of a wijk- en buurtkaart: percentages for shares, negative sentinels for gaps,
// a land and a water record of one area, and a Belgian enclave.
func mapAttributes() []byte {
	fields := []sheettest.Field{{Name: "BU_CODE", Type: 'C', Length: 10}, {Name: "JAAR", Type: 'C', Length: 4}, {Name: "BU_NAAM", Type: 'C', Length: 60},
		{Name: "GM_CODE", Type: 'C', Length: 6}, {Name: "IND_WBI", Type: 'N', Length: 10}, {Name: "WATER", Type: 'C', Length: 4},
		{Name: "AANT_INW", Type: 'N', Length: 10}, {Name: "P_00_14_JR", Type: 'N', Length: 10}, {Name: "GEM_HH_GR", Type: 'N', Length: 11}}
	return sheettest.DBase(fields, [][]string{
		{"BU99010101", "2018", "Zonnewijk-Noord", "GM9901", "1", "JA", "-99999999", "-99999999", "-99999999.0"},
		{"BU99010101", "2018", "Zonnewijk-Noord", "GM9901", "1", "NEE", "680", "29", "2.3"},
		{"BU99010102", "2018", "Zonnewijk-Zuid", "GM9901", "3", "NEE", "510", "-99999997", "-99999998.0"},
		{"BU99010299", "2018", "Dorrestadse Plas", "GM9901", "1", "JA", "-99999999", "-99999999", "-99999999.0"},
		{"BU99010300", "2018", "Enclave", "GM9901", "1", "B", "10", "-99999999", "-99999999.0"},
	})
}

// mapNames is a later attribute table, with codes and names alone; its year stands in the key field's name.
func mapNames() []byte {
	fields := []sheettest.Field{{Name: "WK_2023", Type: 'C', Length: 8}, {Name: "WK_NAAM", Type: 'C', Length: 60}, {Name: "H2O", Type: 'C', Length: 4}}
	return sheettest.DBase(fields, [][]string{{"WK990101", "Zonnewijk", "NEE"}, {"WK9901ZZ", "Dorrestadse Plas", "JA"}})
}
