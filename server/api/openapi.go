package api

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/server/answer"
)

// revisionInfo is a revision as /api/v1/revisions tells of it.
type revisionInfo struct {
	Revision string    `json:"revision"`
	Bytes    int64     `json:"bytes"`
	Built    time.Time `json:"built"`
	Current  bool      `json:"current"`
	Pinned   bool      `json:"pinned"`
	SHA256   string    `json:"sha256,omitempty"`
	File     string    `json:"file"` // address of the DuckDB file
}

// revisions lists the revisions that are kept.
func (a *api) revisions(c *fiber.Ctx) error {
	stored, err := a.desk.Store.Revisions()
	if err != nil {
		return err
	}
	out := struct {
		Data     []revisionInfo `json:"data"`
		Complete bool           `json:"complete"`
	}{Complete: true}
	for _, r := range stored {
		known, _, err := a.desk.Store.Record(r.Revision)
		if err != nil {
			return err
		}
		out.Data = append(out.Data, revisionInfo{r.Revision, r.Bytes, r.Built.UTC().Truncate(time.Second), r.Current, r.Pinned, known.SHA256,
			a.address + "/onderzoek/bestand/" + r.Revision + "/wijkinzicht.duckdb"})
	}
	c.Set(fiber.HeaderCacheControl, "no-cache")
	return c.JSON(out)
}

// openAPI answers the description of the API, made from the resources and from the comments in the database.
func (a *api) openAPI(c *fiber.Ctx) error {
	return a.desk.Serve(c, "/api/v1/openapi.json", func(ctx context.Context, rev *answer.Revision) (string, []byte, error) {
		doc, err := a.describe(ctx, rev.DB)
		if err != nil {
			return "", nil, err
		}
		body, err := json.MarshalIndent(doc, "", "  ")
		return answer.Types["json"], body, err
	})
}

// Examples has addresses of each resource that a reader can try.
var Examples = map[string][]string{
	"subjects":     {"/api/v1/subjects", "/api/v1/subjects.csv?kind=wijk"},
	"indicators":   {"/api/v1/indicators?indicator=woz,inwoners"},
	"trend":        {"/api/v1/trend?subject=moerwijk,nl&indicator=woz", "/api/v1/trend.csv?subject=moerwijk&year=2015-2024", "/api/v1/trend.parquet?indicator=inwoners", "/api/v1/trend.csv.gz?year=2024"},
	"observations": {"/api/v1/observations?indicator=inwoners&year=2020&level=wijk&gemeente=GM0518", "/api/v1/observations?limit=100", "/api/v1/observations.csv?indicator=woz&code=WK051836"},
	"areas":        {"/api/v1/areas?year=2020&gemeente=GM0518&level=buurt", "/api/v1/areas?point=4.29,52.05", "/api/v1/areas.geojson?indicator=woz&year=2024&gemeente=GM0268&level=buurt", "/api/v1/areas.csv?year=2024&level=wijk", "/api/v1/areas.json?code=WK051836"},
	"breaks":       {"/api/v1/breaks?indicator=woz"},
}

// Summaries says of each resource what it gives.
var Summaries = map[string]string{
	"subjects": "De wijken en waarmee ze worden vergeleken", "indicators": "De cijfers die wij volgen",
	"trend":        "Reeksen van de wijken: een waarde per onderwerp, cijfer en jaar, met hoe zij is gemaakt",
	"observations": "De gepubliceerde waarden zelf, per gebied van een indeling", "areas": "Gebieden van een indeling, met hun grens; ook die waarin een punt ligt",
	"breaks": "Waar een reeks niet mag worden doorgetrokken",
}

// SQLFormats lists the formats in which a question in SQL is answered as a file.
var SQLFormats = []string{"json", "csv", "csv.gz", "parquet"}

const about = "Cijfers over elf wijken en hun gemeenten, uit één revisie van de database: de gepubliceerde, of een andere die wij bewaren (revision); X-Revision noemt haar. " +
	"Van een lijst scheidt u de waarden met komma's, of u herhaalt de parameter; jaren mogen ook een reeks zijn (2010-2020). " +
	"X-Rows zegt hoeveel rijen een antwoord heeft, X-Total hoeveel er aan de vraag voldoen, Content-Length hoe lang het is; JSON eindigt ook met \"complete\": true, en CSV met een slotregel als u die vraagt (slot=ja). " +
	"Het formaat kiest u met de uitgang van het adres; zonder uitgang met Accept."

// describe gives every address. Each has one format, so that a program made from it has one type for what it gets.
func (a *api) describe(ctx context.Context, db *data.DB) (openAPI, error) {
	doc := openAPI{OpenAPI: "3.1.0", Servers: []host{{a.address}}, Paths: map[string]pathItem{}, Security: []struct{}{},
		Info: info{"Wijk in zicht", "1", about, license{"Per bron: zie de verantwoording", a.address + "/verantwoording#licenties"}},
		Tags: []tag{{"cijfers", "Rijen van de database"}, {"sql", "Vragen in SQL"}, {"wijzigingen", "Wat er tussen revisies veranderde"}}, Components: shared()}
	for _, r := range data.Resources {
		columns, err := db.ResourceColumns(ctx, r)
		if err != nil {
			return doc, err
		}
		name := strings.ToUpper(r.Name[:1]) + r.Name[1:]
		doc.Components.Schemas[name] = envelope("data", rowSchema(columns))
		if r.Name == "areas" {
			doc.Components.Schemas["Features"] = featureSchema(columns)
		}
		formats := formatsOf(r)
		for _, f := range append([]string{""}, formats...) {
			path, id := "/api/v1/"+r.Name, r.Name
			if f != "" {
				path, id = path+"."+f, id+"_"+strings.ReplaceAll(f, ".", "_")
			}
			given := f
			if f == "" {
				given = formats[0]
			}
			doc.Paths[path] = pathItem{operation{ID: id, Summary: Summaries[r.Name], Tags: []string{"cijfers"}, Parameters: parametersOf(r, given), Examples: examplesOf(r, f), Responses: responses(given, name)}}
		}
	}
	doc.Components.Schemas["Revisions"] = revisionsSchema()
	doc.Paths["/api/v1/revisions"] = pathItem{operation{ID: "revisions", Summary: "De revisies die wij bewaren", Tags: []string{"cijfers"}, Examples: []string{"/api/v1/revisions"}, Responses: map[string]response{
		"200": {Description: "De revisies, de gepubliceerde voorop", Content: map[string]mediaType{"application/json": {&schema{Ref: schemaRef + "Revisions"}}}},
		"405": {Ref: responseRef + "405"}, "500": {Ref: responseRef + "500"}}}}
	for _, f := range SQLFormats {
		op := operation{ID: "sql_" + strings.ReplaceAll(f, ".", "_"), Summary: "Een eigen vraag in SQL van DuckDB, die alleen leest: hoogstens 5 seconden en 10.000 rijen; X-Compleet zegt of het alle rijen zijn", Tags: []string{"sql"},
			Examples: []string{"/onderzoek/sql." + f + "?q=from+trend%28%27moerwijk%27%2C+%27woz%27%29"}, Responses: responses(f, "Answer"), Parameters: []parameter{
				{Name: "q", In: "query", Required: true, Description: "De vraag, hoogstens 8.000 tekens.", Schema: &schema{Type: []string{"string"}, MaxLength: number(8000)}},
				{Name: "revisie", In: "query", Description: "Van welke revisie; zonder: de gepubliceerde.", Schema: revisionName()}}}
		op.Responses["503"] = response{Ref: responseRef + "503"}
		if strings.HasPrefix(f, "csv") {
			op.Parameters = append(op.Parameters, lastLine())
		}
		doc.Paths["/onderzoek/sql."+f] = pathItem{op}
	}
	doc.Components.Schemas["Changes"] = changesSchema()
	older, err := a.olderThan(db.Revision)
	if err != nil {
		return doc, err
	}
	for _, f := range ChangesFormats {
		doc.Paths["/onderzoek/wijzigingen."+f] = changes(f, older)
	}
	return doc, nil
}

// olderThan gives a revision that another can be compared with: another one that we keep, or else itself.
func (a *api) olderThan(revision string) (string, error) {
	stored, err := a.desk.Store.Revisions()
	if err != nil {
		return "", err
	}
	for _, r := range stored {
		if r.Revision != revision {
			return r.Revision, nil
		}
	}
	return revision, nil
}

// examplesOf gives the examples of a format; one with the first filter where a reader would find none.
func examplesOf(r data.Resource, format string) []string {
	var out []string
	ending := map[bool]string{true: "." + format}[format != ""]
	for _, e := range Examples[r.Name] {
		if path, _, _ := strings.Cut(e, "?"); path == "/api/v1/"+r.Name+ending {
			out = append(out, e)
		}
	}
	if out == nil {
		out = []string{"/api/v1/" + r.Name + ending + "?limit=10"}
	}
	return out
}

func lastLine() parameter {
	return parameter{Name: answer.LastLine, In: "query", Description: "ja: een regel \"# compleet\" onder de CSV.", Schema: &schema{Type: []string{"string"}, Enum: []string{"ja"}}}
}

func number(n int) *int { return &n }

func revisionName() *schema { return &schema{Type: []string{"string"}, Pattern: "^[0-9a-f]{12}$"} }

func parametersOf(r data.Resource, format string) []parameter {
	var out []parameter
	for _, f := range r.Filters {
		item := &schema{Type: []string{"string"}, Enum: data.Closed[f.Known]}
		if f.Number {
			item.Pattern = "^[0-9]{4}(-[0-9]{4})?$"
		}
		out = append(out, parameter{Name: f.Name, In: "query", Description: f.Comment, Schema: &schema{Type: []string{"array"}, Items: item}})
	}
	text := &schema{Type: []string{"string"}}
	if r.Name == "areas" {
		out = append(out, parameter{Name: "point", In: "query", Description: "Punt als lengte,breedte in graden: in welke gebieden van welke jaren ligt het?", Schema: text})
	}
	if format == "geojson" {
		out = append(out,
			parameter{Name: "indicator", In: "query", Description: "Cijfers die bij elk gebied komen, van het jaar van de indeling: een eigenschap met de naam van het cijfer, en een met _status die zegt waarom er geen is.", Schema: &schema{Type: []string{"array"}, Items: text}},
			parameter{Name: "outline", In: "query", Description: "all: ook gebieden waarvan wij geen grens hebben.", Schema: &schema{Type: []string{"string"}, Enum: []string{"all"}}})
	}
	if strings.HasPrefix(format, "csv") {
		out = append(out, lastLine())
	}
	return append(out,
		parameter{Name: "limit", In: "query", Description: "Hoogstens zoveel rijen; next wijst dan naar de volgende.", Schema: &schema{Type: []string{"integer"}, Minimum: number(1), Maximum: number(MaxRows)}},
		parameter{Name: "cursor", In: "query", Description: "Uit next: waar de volgende bladzijde begint.", Schema: text},
		parameter{Name: "revision", In: "query", Description: "Van welke revisie; zonder: de gepubliceerde. Is zij er niet meer, dan zegt het antwoord welke er wel zijn (410).", Schema: revisionName()})
}
