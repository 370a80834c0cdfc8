package ingest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"wijkinzicht/data"
	"wijkinzicht/data/catalogue"
	"wijkinzicht/ingest/fetch"
	"wijkinzicht/ingest/fetch/mirrortest"
	"wijkinzicht/ingest/sheet"
	"wijkinzicht/ingest/sheet/sheettest"
)

// fuzzContent feeds a file of any content, under a name with a year, to the recogniser as a folder's one file. Whatever it
// holds, it is read, skipped or refused; what is read gives finite figures of areas with a level.
func fuzzContent(t *testing.T, cat *catalogue.Catalogue, name string, contents ...[]byte) {
	var r recognised
	var pieces []odataFile
	for _, content := range contents {
		piece, err := r.look(context.Background(), cat, input{name: name, folder: ".", held: content}, content)
		if err != nil {
			mustRefuse(t, err)
			return
		}
		if piece != nil {
			pieces = append(pieces, *piece)
		}
	}
	if err := r.assemble(context.Background(), cat, pieces); err != nil {
		mustRefuse(t, err)
		return
	}
	if err := r.assemble4(context.Background(), cat); err != nil {
		mustRefuse(t, err)
		return
	}
	for _, table := range r.tables {
		if err := table.check(); err != nil {
			mustRefuse(t, err)
			continue
		}
		for _, a := range table.areas(1) {
			if a.Level == "" || a.Code == "" {
				t.Errorf("an area without a level: %+v", a)
			}
		}
		for _, of := range table.figures(1) {
			if !slices.IsSorted(of.Codes) || len(slices.Compact(slices.Clone(of.Codes))) != len(of.Codes) {
				t.Fatalf("codes of %s are not in order, each once: %q", of.Indicator, of.Codes)
			}
			for i := range of.Codes {
				f, ok, err := of.At(i)
				if err != nil {
					mustRefuse(t, err)
				} else if ok && ((f.Value != nil) != (f.Status == data.OK || f.Status == data.Provisional) || f.Status == "") {
					t.Fatalf("a figure with status %q and value %v", f.Status, f.Value)
				}
			}
		}
	}
}

// mustRefuse holds that what cannot be read is refused in our words.
func mustRefuse(t *testing.T, err error) {
	t.Helper()
	var r *Refusal
	if !errors.As(err, &r) {
		t.Errorf("%v is no refusal", err)
	}
}

func FuzzStatline(f *testing.F) {
	cat := dorrestad(f)
	f.Add(statlineExport([]string{"Bevolking/Aantal inwoners (aantal)", "Wonen/Gemiddelde woningwaarde (x 1 000 euro)"}, []area{{"WK990101", "Zonnewijk", "Wijk", []string{"10", "."}}}))
	f.Add(statWebExport(2015, []string{"Bevolking|Aantal inwoners"}, []string{"aantal"}, []area{{name: "Zonnewijk", cells: []string{"1,5"}}}))
	f.Add([]byte(bom + "\"Kerncijfers wijken en buurten 2015\"\n\"x\";\"y\"\n\"Wijken en buurten\"\n"))
	f.Add([]byte("Wijken en buurten;Bevolking/Aantal inwoners (aantal)\n"))
	f.Fuzz(func(t *testing.T, content []byte) { fuzzContent(t, cat, "kwb 2019", content) })
}

// FuzzHealthStatline feeds exports of the health monitor.
func FuzzHealthStatline(f *testing.F) {
	cat := dorrestad(f)
	f.Add(healthExport(healthRow{"18 jaar of ouder", "2020", "NL01", []string{"76.1", ".", "1", "2"}}, healthRow{"18 jaar of ouder", "2020*", "WK990101", []string{"6", ".", "1", "."}}))
	f.Add([]byte("Leeftijd;Marges;Perioden;Wijken en buurten;Codering;Roker (%)\n"))
	f.Fuzz(func(t *testing.T, content []byte) { fuzzContent(t, cat, "gezondheid 2022", content) })
}

// FuzzHealthSheet puts any text in any cell of a sheet of the health monitor.
func FuzzHealthSheet(f *testing.F) {
	cat := dorrestad(f)
	f.Add("50090NED_TypedDataSet", "WijkenEnBuurten", "Eenzaam_28", "WK990101", "2020JJ00", "12.5")
	f.Add("x", "RegioS", "Codering_3", "NL01", "", "NL01")
	f.Fuzz(func(t *testing.T, name, region, topic, code, period, cell string) {
		var r recognised
		s := sheet.Sheet{Name: name, Rows: [][]string{{"Leeftijd", "Marges", region, "Perioden", topic}, {"20300", "MW00000", code, period, cell}, nil, {"20300"}}}
		if err := r.lookSheets(cat, input{name: "2020"}, []sheet.Sheet{s}, nil); err != nil {
			mustRefuse(t, err)
		}
	})
}

// FuzzKWBLayouts feeds the layouts in which key figures go round: figures that others could have touched are read whole or not at all.
func FuzzKWBLayouts(f *testing.F) {
	cat := dorrestad(f)
	f.Add(statWebCodesExport(2015, `Zonnewijk;Dorrestad;Wijk;WK990101;2015;3;1100;300;.;25;90;;650;0;-1`))
	f.Add([]byte("ID,WijkenEnBuurten,Codering_3,AantalInwoners_5\n0,NL00,NL00,17081507\n1,WK990101,WK990101,\"1\"\n2,Zon,Maan\n"))
	f.Add(mapGeoJSON(`"WK_CODE":"WK990101","AANT_INW":610,"P_00_14_JR":-99999997`))
	f.Add(mapGeoJSON(`"wijkcode":"WK990102","water":"JA","jrstatcode":"2023WK990102","aantalInwoners":2010`, `"wijkcode":"WK990102","water":null,"jaar":2023.0,"aantalInwoners":[]`))
	f.Fuzz(func(t *testing.T, content []byte) { fuzzContent(t, cat, "wijk 2015", content) })
}

func FuzzOData(f *testing.F) {
	cat := dorrestad(f)
	figures, properties, regions := odataFigures("", true, topics2020, areas2020[:2]), odataProperties("", 2020, topics2020), odataRegions("", areas2020[:2])
	f.Add(figures, properties, regions)
	f.Add(odataFigures("86165NED", false, topics2025, areas2025), odataProperties("86165NED", 2025, topics2025), regions)
	f.Add([]byte(`{"value":[{"WijkenEnBuurten":null,"a":1,"b":2}]}`), []byte(`{"value":[{"ID":"x","ParentID":1,"Unit":null}]}`), []byte(`{"value":[]}`))
	f.Add(lbm3GeoJSON("", true, 5, 52, "BU99010101 "+scores2024), []byte(`{"value":[1]}`), []byte(`{"type":"FeatureCollection","features":[{"kscore":1}]}`))
	f.Fuzz(func(t *testing.T, a, b, c []byte) { fuzzContent(t, cat, "a", a, b, c) })
}

func FuzzLBM3CSV(f *testing.F) {
	cat := dorrestad(f)
	f.Add(lbm3CSV(lbm3Rows...))
	f.Add([]byte(scores2002to2024("bu", "BU99010101")))
	f.Add([]byte(scores2002to2022("wk", 0.01, "WK990101", "WK990102")))
	f.Add([]byte("gm_code,gm_naam,jaar,lbm,afw,fys,onv,soc,vrz,won\nGM9901,Dorrestad,2020,4.2,9.7e-2,1e-5,NA,,-1e-1,0\n"))
	f.Add([]byte("wk_code,jaar,afw\nWK990101,2024,0.1\n"))
	f.Add([]byte("jaar,afw,\"gm_code\"\n2024,,GM9901"))
	f.Fuzz(func(t *testing.T, content []byte) { fuzzContent(t, cat, "a", content) })
}

func FuzzLBM3GeoJSON(f *testing.F) {
	cat := dorrestad(f)
	f.Add(lbm3GeoJSON("", true, 5, 52, "BU99010101 "+scores2024))
	f.Add(lbm3GeoJSON("EPSG:28992", false, 155000, 463000, "BU99010101 "+scores2024))
	f.Fuzz(func(t *testing.T, content []byte) { fuzzContent(t, cat, "a", content) })
}

func FuzzAttributes(f *testing.F) {
	cat := dorrestad(f)
	f.Add(mapAttributes())
	f.Add(mapNames())
	f.Add(sheettest.DBase([]sheettest.Field{{Name: "GM_CODE", Type: 'C', Length: 6}, {Name: "AANT_INW", Type: 'N', Length: 4}}, [][]string{{"GM9901", "1"}, {"*GM990", "2"}}))
	f.Fuzz(func(t *testing.T, content []byte) { fuzzContent(t, cat, "wijk_2016", content) })
}

// FuzzSheet puts any text in any cell of a small workbook; the workbook's own bytes are package sheet's to fuzz.
func FuzzSheet(f *testing.F) {
	cat := dorrestad(f)
	f.Add("KWB2023", "gwb_code_10", "recs", "a_inw", "WK990101", "12")
	f.Add("wijk", "WK_CODE", "KL02", "KL08", "WK990101", "#N/A")
	f.Add("data(2)", "GBD", "RLBRMTR16", "RLBRMTR16", "GM9901", "0.5")
	f.Fuzz(func(t *testing.T, name, a, b, c, code, cell string) {
		var r recognised
		s := sheet.Sheet{Name: name, Rows: [][]string{{a, b, c}, {code, "Wijk", cell}, nil, {code}}}
		if err := r.lookSheets(cat, input{name: "2023"}, []sheet.Sheet{{}, s}, nil); err != nil {
			mustRefuse(t, err)
			return
		}
		for _, table := range r.tables {
			if err := table.check(); err != nil {
				mustRefuse(t, err)
				continue
			}
			if err := table.readable(); err != nil {
				mustRefuse(t, err)
			}
		}
	})
}

func FuzzOData4(f *testing.F) {
	cat := dorrestad(f)
	const context = `{"@odata.context":"https://datasets.cbs.nl/odata/v1/CBS/85984NED/$metadata#`
	observations := []byte(context + `Observations","value":[{"Id":1,"Measure":"M1","ValueAttribute":"None","Value":12.5,"StringValue":null,"WijkenEnBuurten":"WK990101"}]}`)
	measures := []byte(context + `MeasureCodes","value":[{"Identifier":"M1","Title":"Aantal inwoners","MeasureGroupId":"G1","Unit":"aantal"}]}`)
	dimensions := []byte(context + `Dimensions","value":[{"Identifier":"WijkenEnBuurten","Kind":"GeoDetail","MapYear":"2024"}]}`)
	f.Add(observations, measures, dimensions)
	f.Add(observations, measures, []byte(context+`Dimensions","value":[{"Identifier":"WijkenEnBuurten","Kind":"GeoDetail","MapYear":2024},{"Identifier":"Perioden","Kind":"TimeDimension","MapYear":null}]}`))
	f.Add([]byte(context+`Observations","value":[{"Measure":[]}]}`), measures, []byte(context+`Dimensions","value":3}`))
	const ses = `{"@odata.context":"https://datasets.cbs.nl/odata/v1/CBS/86296NED/$metadata#`
	f.Add([]byte(ses+`Observations","value":[{"Measure":"M1","Value":-0.068,"WijkenEnBuurten":"WK990101","Perioden":"2024JJ00"},{"Measure":"M1","Value":0.1,"WijkenEnBuurten":"NL01","Perioden":"2023JJ00"}]}`),
		[]byte(ses+`MeasureCodes","value":[{"Identifier":"M1","Title":"Gemiddelde score","MeasureGroupId":"","Unit":"Getal"}]}`),
		[]byte(ses+`PeriodenCodes","value":[{"Identifier":"2024JJ00","Title":"2024*","Status":null}]}`))
	f.Fuzz(func(t *testing.T, a, b, c []byte) { fuzzContent(t, cat, "a", a, b, c) })
}

func FuzzDerden(f *testing.F) {
	cat := dorrestad(f)
	const metadata = `{"odata.metadata":"https://dataderden.cbs.nl/ODataFeed/OData/47018NED/$metadata#x","value":[`
	f.Add([]byte(metadata+`{"ID":1,"WijkenEnBuurten":"WK990101  ","SoortMisdrijf":"0.0.0 ","Perioden":"2024JJ00","GeregistreerdeMisdrijven_1":"      12"}]}`),
		[]byte(metadata+`{"ID":0,"ParentID":null,"Type":"GeoDetail","Key":"WijkenEnBuurten","Title":"","Unit":null,"MapYear":2025},{"ID":1,"ParentID":0,"Type":"Topic","Key":"GeregistreerdeMisdrijven_1","Title":"","Unit":"aantal","MapYear":null}]}`))
	const ses = `{"odata.metadata":"https://opendata.cbs.nl/ODataFeed/odata/86296NED/$metadata#x","value":[`
	f.Add([]byte(ses+`{"ID":1,"WijkenEnBuurten":"WK990101  ","Perioden":"2024JJ00","GemiddeldeScore_29":"  -0.068"}]}`),
		[]byte(ses+`{"ID":0,"ParentID":null,"Type":"TopicGroup","Key":"","Title":"Totaalscore","Unit":null},{"ID":1,"ParentID":0,"Type":"Topic","Key":"GemiddeldeScore_29","Title":"","Unit":"Getal"}]}`))
	f.Add([]byte(ses+`{"Key":"2024JJ00","Title":"2024*","Description":null,"Status":"Voorlopig"}]}`), []byte(ses+`{"Key":"x","Title":"","Status":3}]}`))
	f.Fuzz(func(t *testing.T, a, b []byte) { fuzzContent(t, cat, "a", a, b) })
}

// body answers every request with the same bytes.
type body []byte

func (b body) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(b)), ContentLength: int64(len(b)), Request: r}, nil
}

// FuzzVisits lets a source answer anything at all, whatever it is asked: a visit brings a set, or says why not.
func FuzzVisits(f *testing.F) {
	cat := dorrestad(f)
	var visits []visit
	for _, id := range []string{"kwb-2012", "kwb-2024", "politie-47018NED", "gebieden-2023", "gebieden-2016", "lbm3-2024", "ses-86296NED"} {
		source, _ := cat.Source(id)
		for _, route := range cat.Routes(source) {
			visits = append(visits, visit{source: source, route: route, scope: "GM9901"})
		}
	}
	f.Add(0, []byte(`{"value":[{"ID":1,"Key":"WijkenEnBuurten","Identifier":"70904NED","Modified":"2026","Type":"GeoDetail","Kind":"Geo","Measure":"1"}],"odata.nextLink":"x"}`))
	f.Add(8, []byte(`{"type":"FeatureCollection","numberReturned":1,"features":[{"id":1,"properties":{"gemeentecode":"GM9901"},"geometry":{"coordinates":[[[5,52]]]}}],"links":[{"rel":"next","href":"?a"}]}`))
	f.Add(11, mirrortest.Zip(mirrortest.Shapefile("buurt_2016")))
	f.Add(3, mirrortest.Zip(map[string][]byte{"Properties.csv": []byte("Identifier;Modified\n85984NED;1\n"), "Dimensions.csv": []byte("Identifier;Kind\nWijkenEnBuurten;Geo\n")}))
	for at, kind := range map[int]string{3: "bulk", 8: "ogc", 11: "zip"} {
		if visits[at].route.Kind != kind {
			f.Fatalf("visit %d is by %s, want %s", at, visits[at].route.Kind, kind)
		}
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, which int, content []byte) {
		v := visits[(which%len(visits)+len(visits))%len(visits)]
		v.client = fetch.New(cat.Hosts(), body(content))
		v.client.Patience(func(context.Context, time.Duration) error { return nil }, time.Minute)
		v.dir, v.bytes, v.done = filepath.Join(dir, strconv.Itoa(os.Getpid())), new(atomic.Int64), func(int, int) {}
		err := v.run(context.Background())
		var refusal *Refusal
		var network *fetch.Error
		if err != nil && !errors.As(err, &refusal) && !errors.As(err, &network) {
			t.Errorf("%v is no reason", err)
		}
		if err == nil && len(v.set) == 0 {
			t.Error("nothing came, and that is not said")
		}
	})
}
