package ingest

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// topic is a column of an OData table; group is the title of the group it stands under.
type topic struct{ key, title, group, unit, datatype string }

// fixedTopics are the columns that name the area, as every KWB table has them.
var fixedTopics = []topic{
	{"Gemeentenaam_1", "Gemeentenaam", "Regioaanduiding", "naam", "String"},
	{"SoortRegio_2", "Soort regio", "Regioaanduiding", "omschrijving", "String"},
	{"Codering_3", "Codering", "Regioaanduiding", "code", "String"},
	{"IndelingswijzigingWijkenEnBuurten_4", "Indelingswijziging wijken en buurten", "Regioaanduiding", "code", "String"},
}

// topics2020 hold the traps: a count that was a percentage before, a column that is empty everywhere, and one name twice.
var topics2020 = []topic{
	{"AantalInwoners_5", "Aantal inwoners", "Bevolking", "aantal", "Long"},
	{"k_0Tot15Jaar_8", "0 tot 15 jaar", "Leeftijdsgroepen", "aantal", "Long"},
	{"HuishoudensTotaal_28", "Huishoudens totaal", "Particuliere huishoudens", "aantal", "Long"},
	{"Woningvoorraad_34", "Woningvoorraad", "Wonen", "aantal", "Long"},
	{"GemiddeldeWoningwaarde_35", "Gemiddelde woningwaarde", "Wonen", "x 1 000 euro", "Long"},
	{"Koopwoningen_40", "Koopwoningen", "Woningen naar eigendom", "%", "Long"},
	{"Appartement_48", "Appartement", "Naar woningtype", "kWh", "Long"},
	{"Appartement_56", "Appartement", "Naar woningtype gas", "m³", "Long"},
	{"PersonenautoSPerHuishouden_102", "Personenauto's per huishouden", "Personenauto's", "per huishouden", "Double"},
	{"OppervlakteLand_111", "Oppervlakte land", "Oppervlakte", "ha", "Long"},
}

// areas2020 are the fictional areas with their figures, in the order of topics2020; "" is null.
var areas2020 = []area{
	{"GM9901", "Dorrestad", "Gemeente", []string{"30000", "6000", "14000", "13000", "", "40", "2000", "900", "1.1", "5000"}},
	{"WK990101", "Zonnewijk", "Wijk", []string{"1200", "300", "500", "480", "", "25", "1900", "800", "0.8", "85"}},
	{"BU99010101", "Zonnewijk-Noord", "Buurt", []string{"700", "200", "300", "300", "", "20", "1800", "", "0.7", "45"}},
	{"BU99010102", "Zonnewijk, Zuid", "Buurt", []string{"500", "100", "200", "180", "", "33", "", "700", "1", "40"}},
	{"WK990102", "Maanwijk", "Wijk", []string{"2000", "400", "900", "850", "", "60", "2500", "1200", "1.3", "300"}},
}

// withAddress opens an OData answer; a table id makes the address that CBS puts first.
func withAddress(table, entity, rows string) []byte {
	if table == "" {
		return []byte("{\n\"value\": [\n" + rows + "\n]\n}\n")
	}
	return fmt.Appendf(nil, `{"odata.metadata":"https://opendata.cbs.nl/ODataApi/OData/%s/$metadata#Cbs.OData.WebAPI.%s","value":[%s]}`, table, entity, rows)
}

// odataFigures writes a TypedDataSet, or an UntypedDataSet, where every figure is padded text and a gap is a symbol.
func odataFigures(table string, typed bool, topics []topic, areas []area) []byte {
	var rows []string
	for i, a := range areas {
		row := fmt.Sprintf(`{"ID":%d,"WijkenEnBuurten":"%-10s","Gemeentenaam_1":"%-40s","SoortRegio_2":"%-10s","Codering_3":"%-10s","IndelingswijzigingWijkenEnBuurten_4":"1"`,
			i, a.code, "Dorrestad", a.kind, a.code)
		for k, t := range topics {
			value := a.cells[k]
			switch {
			case !typed && value == "":
				value = fmt.Sprintf(`"%8s"`, ".")
			case !typed:
				value = fmt.Sprintf(`"%8s"`, value)
			case value == "":
				value = "null"
			}
			row += fmt.Sprintf(`,"%s":%s`, t.key, value)
		}
		rows = append(rows, row+"}")
	}
	return withAddress(table, "TypedDataSet", strings.Join(rows, ",\n"))
}

// odataProperties writes DataProperties: the dimension with the map's year, the groups, and the topics under them.
func odataProperties(table string, year int, topics []topic) []byte {
	rows := []string{fmt.Sprintf(`{"ID":0,"Position":0,"ParentID":null,"Type":"GeoDetail","Key":"WijkenEnBuurten","Title":"Wijken en buurten","Description":"","MapYear":%d,"Unit":null}`, year)}
	groups := map[string]int{}
	id := 0
	for _, t := range append(append([]topic{}, fixedTopics...), topics...) {
		if _, there := groups[t.group]; !there {
			id++
			groups[t.group] = id
			rows = append(rows, fmt.Sprintf(`{"ID":%d,"Position":null,"ParentID":null,"Type":"TopicGroup","Key":"","Title":"%s","Description":"Een groep.\r\n","MapYear":null,"Unit":null}`, id, t.group))
		}
		id++
		rows = append(rows, fmt.Sprintf(`{"ID":%d,"Position":%d,"ParentID":%d,"Type":"Topic","Key":"%s","Title":"%s","Description":"","MapYear":null,"Datatype":"%s","Unit":"%s"}`,
			id, id, groups[t.group], t.key, t.title, t.datatype, t.unit))
	}
	return withAddress(table, "DataProperties", strings.Join(rows, ",\n"))
}

// odataRegions writes the region list: the one place with names, its keys padded to ten characters.
func odataRegions(table string, areas []area) []byte {
	var rows []string
	for _, a := range areas {
		rows = append(rows, fmt.Sprintf(`{"Key":"%-10s","Title":"%s","Description":null,"Municipality":"GM9901","DetailRegionCode":"%s"}`, a.code, a.name, a.code))
	}
	return withAddress(table, "WijkenEnBuurten", strings.Join(rows, ",\n"))
}

// asParquet stores an OData answer the way others keep it: numbers as numbers, the other columns as text.
func asParquet(t testing.TB, answer []byte) []byte {
	t.Helper()
	var whole struct{ Value json.RawMessage }
	if err := json.Unmarshal(answer, &whole); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	from, to := filepath.Join(dir, "a.json"), filepath.Join(dir, "a.parquet")
	if err := os.WriteFile(from, bytes.ReplaceAll(whole.Value, []byte("\n"), nil), 0o644); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(context.Background(), fmt.Sprintf("copy (select * from read_json('%s', format = 'array')) to '%s' (format parquet)", from, to)); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
