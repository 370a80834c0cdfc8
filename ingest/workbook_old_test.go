package ingest

import (
	"testing"

	"wijkinzicht/data/store"
	"wijkinzicht/ingest/sheet"
	"wijkinzicht/ingest/sheet/sheettest"
)

// The editions of 1995 to 2001: titles above the headings, headings in words with blanks, dots and (%), codes without letters.
func TestOldWorkbook(t *testing.T) {
	content := sheettest.XLS(sheet.Sheet{Name: "Blad1", Rows: [][]string{
		{"Kerncijfers wijken en buurten"}, {}, {"Stand per 1 januari"},
		{"Code", "Naam", "Aantal inwoners", "Leeftijd 0-14 jaar (%)", "Geheim geval"},
		{"9901", "Dorrestad", "28000", "21", "1"}, {"'990101", "Zonnewijk", "1000", "27", "1"}, {"BU99010101", "Zonnewijk Noord", "600", ".", "1"},
		{}, {"Bron: CBS"},
	}})
	depot := store.Store{Dir: t.TempDir()}
	ingested(t, depot, folder(t, map[string][]byte{"cijfers 1999.doc": content}))
	expect(t, opened(t, depot), "select o.area_code, a.name, o.indicator, o.value, o.status from observation o join area a on a.year = o.area_year and a.code = o.area_code where o.area_year = 1999 order by all",
		"BU99010101,Zonnewijk Noord,inwoners,600,ok", "BU99010101,Zonnewijk Noord,aandeel_0_14,,onbekend",
		"GM9901,Dorrestad,inwoners,28000,ok", "GM9901,Dorrestad,aandeel_0_14,21,ok",
		"WK990101,Zonnewijk,inwoners,1000,ok", "WK990101,Zonnewijk,aandeel_0_14,27,ok")
	_, err := Run(t.Context(), dorrestad(t), store.Store{Dir: t.TempDir()}, folder(t, map[string][]byte{"cijfers.xls": content}), quiet)
	if err == nil || err.Error() != "cijfers.xls: het jaar staat niet in het bestand; zet het in de naam, zoals het CBS doet (kwb-1999.xls)" {
		t.Errorf("without a year: %v", err)
	}
}
