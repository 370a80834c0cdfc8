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
		out.Data = append(out.Data, revisionInfo{r.Revision, r.Bytes, r.Built.UTC().Truncate(time.Second), r.Current,
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

// The parts of OpenAPI 3.1 that we use.
type (
	openAPI struct {
		OpenAPI string              `json:"openapi"`
		Info    info                `json:"info"`
		Servers []host              `json:"servers"`
		Paths   map[string]pathItem `json:"paths"`
	}
	info struct {
		Title       string `json:"title"`
		Version     string `json:"version"`
		Description string `json:"description"`
	}
	host struct {
		URL string `json:"url"`
	}
	pathItem struct {
		Get operation `json:"get"`
	}
	operation struct {
		ID         string              `json:"operationId"`
		Summary    string              `json:"summary"`
		Parameters []parameter         `json:"parameters,omitempty"`
		Responses  map[string]response `json:"responses"`
		Examples   []string            `json:"x-examples"` // addresses that can be asked
	}
	parameter struct {
		Name        string  `json:"name"`
		In          string  `json:"in"`
		Description string  `json:"description"`
		Schema      *schema `json:"schema"`
		Style       string  `json:"style,omitempty"`
		Explode     *bool   `json:"explode,omitempty"`
	}
	response struct {
		Description string               `json:"description"`
		Content     map[string]mediaType `json:"content"`
	}
	mediaType struct {
		Schema *schema `json:"schema"`
	}
	// schema is the part of JSON Schema that we use; a type that may be null lists both.
	schema struct {
		Type        []string           `json:"type,omitempty"`
		Description string             `json:"description,omitempty"`
		Properties  map[string]*schema `json:"properties,omitempty"`
		Required    []string           `json:"required,omitempty"`
		Items       *schema            `json:"items,omitempty"`
		Enum        []string           `json:"enum,omitempty"`
		Const       any                `json:"const,omitempty"`
		Additional  *bool              `json:"additionalProperties,omitempty"`
		Pattern     string             `json:"pattern,omitempty"`
	}
)

var no = new(bool)

// examples has addresses of each resource that a reader can try.
var examples = map[string][]string{
	"subjects":     {"/api/v1/subjects", "/api/v1/subjects.csv?kind=wijk"},
	"indicators":   {"/api/v1/indicators?indicator=woz,inwoners"},
	"trend":        {"/api/v1/trend?subject=moerwijk,nl&indicator=woz", "/api/v1/trend.csv?subject=moerwijk&year=2015-2024", "/api/v1/trend.parquet?indicator=inwoners"},
	"observations": {"/api/v1/observations?indicator=inwoners&year=2020&level=wijk&gemeente=GM0518", "/api/v1/observations?limit=100", "/api/v1/observations.csv?indicator=woz&code=WK051836"},
	"areas":        {"/api/v1/areas?year=2020&gemeente=GM0518&level=buurt", "/api/v1/areas?point=4.29,52.05", "/api/v1/areas.csv?year=2024&level=wijk", "/api/v1/areas.json?code=WK051836"},
	"breaks":       {"/api/v1/breaks?indicator=woz"},
}

var summaries = map[string]string{
	"subjects": "De wijken en waarmee ze worden vergeleken", "indicators": "De cijfers die wij volgen",
	"trend":        "Reeksen van de wijken: een waarde per onderwerp, cijfer en jaar, met hoe zij is gemaakt",
	"observations": "De gepubliceerde waarden zelf, per gebied van een indeling", "areas": "Gebieden van een indeling, met hun grens; ook die waarin een punt ligt",
	"breaks": "Waar een reeks niet mag worden doorgetrokken",
}

func (a *api) describe(ctx context.Context, db *data.DB) (openAPI, error) {
	doc := openAPI{OpenAPI: "3.1.0", Servers: []host{{a.address}}, Paths: map[string]pathItem{}, Info: info{"Wijk in zicht", "1",
		"Cijfers over elf wijken en hun gemeenten, uit één revisie van de database; X-Revision noemt haar. Lijsten scheidt u met komma's, jaren mogen ook een reeks zijn (2010-2020). " +
			"X-Rows zegt hoeveel rijen een antwoord heeft, X-Total hoeveel er aan de vraag voldoen, Content-Length hoe lang het is; JSON eindigt ook met \"complete\": true, en CSV met een slotregel als u die vraagt (slot=ja). Het formaat kiest u met .json, .csv, .csv.gz of .parquet, of met Accept."}}
	for _, r := range data.Resources {
		columns, err := db.ResourceColumns(ctx, r)
		if err != nil {
			return doc, err
		}
		op := operation{ID: r.Name, Summary: summaries[r.Name], Parameters: parametersOf(r), Examples: examples[r.Name], Responses: map[string]response{}}
		content := map[string]mediaType{}
		for _, f := range formatsOf(r) {
			name, _, _ := strings.Cut(answer.Types[f], ";")
			content[name] = mediaType{&schema{Type: []string{"string"}}}
			switch f {
			case "json":
				content[name] = mediaType{envelope("data", rowSchema(columns))}
			case "geojson":
				content[name] = mediaType{featureSchema(columns)}
			}
		}
		op.Responses["200"] = response{"De rijen, in vaste volgorde", content}
		op.Responses["400"] = problemResponse("De vraag is niet begrepen; detail zegt wat eraan schort")
		op.Responses["410"] = problemResponse("De gevraagde revisie is niet meer de gepubliceerde")
		op.Responses["429"] = problemResponse("Er worden al te veel grote antwoorden gemaakt")
		doc.Paths["/api/v1/"+r.Name] = pathItem{op}
	}
	row := &schema{Type: []string{"object"}, Additional: no, Required: []string{"revision", "bytes", "built", "current", "file"}, Properties: map[string]*schema{
		"revision": {Type: []string{"string"}, Pattern: "^[0-9a-f]{12}$"}, "bytes": {Type: []string{"integer"}}, "built": {Type: []string{"string"}},
		"current": {Type: []string{"boolean"}}, "file": {Type: []string{"string"}}}}
	doc.Paths["/api/v1/revisions"] = pathItem{operation{ID: "revisions", Summary: "De revisies die wij bewaren", Examples: []string{"/api/v1/revisions"},
		Responses: map[string]response{"200": {"De revisies, de gepubliceerde voorop", map[string]mediaType{"application/json": {&schema{Type: []string{"object"},
			Additional: no, Required: []string{"data", "complete"}, Properties: map[string]*schema{
				"data": {Type: []string{"array"}, Items: row}, "complete": {Type: []string{"boolean"}, Const: true}}}}}}}}}
	return doc, nil
}

func problemResponse(description string) response {
	text := &schema{Type: []string{"string"}}
	return response{description, map[string]mediaType{"application/problem+json": {&schema{Type: []string{"object"}, Additional: no,
		Required: []string{"title", "status", "detail"}, Properties: map[string]*schema{"title": text, "detail": text, "status": {Type: []string{"integer"}}}}}}}
}

func parametersOf(r data.Resource) []parameter {
	var out []parameter
	for _, f := range r.Filters {
		item := &schema{Type: []string{"string"}, Enum: data.Closed[f.Known]}
		if f.Number {
			item.Pattern = "^[0-9]{4}(-[0-9]{4})?$"
		}
		out = append(out, parameter{f.Name, "query", f.Comment, &schema{Type: []string{"array"}, Items: item}, "form", no})
	}
	if r.Name == "areas" {
		out = append(out, parameter{Name: "point", In: "query", Description: "Punt als lengte,breedte in graden: in welke gebieden van welke jaren ligt het?", Schema: &schema{Type: []string{"string"}}})
	}
	return append(out,
		parameter{Name: "limit", In: "query", Description: "Hoogstens zoveel rijen; next wijst dan naar de volgende.", Schema: &schema{Type: []string{"integer"}}},
		parameter{Name: "cursor", In: "query", Description: "Uit next: waar de volgende bladzijde begint.", Schema: &schema{Type: []string{"string"}}},
		parameter{Name: "revision", In: "query", Description: "De revisie die u verwacht; is zij vervangen, dan zegt het antwoord dat (410).", Schema: &schema{Type: []string{"string"}}})
}

func envelope(rows string, row *schema) *schema {
	return &schema{Type: []string{"object"}, Additional: no, Required: []string{"revision", "total", "rows", rows, "next", "complete"}, Properties: map[string]*schema{
		"revision": {Type: []string{"string"}, Pattern: "^[0-9a-f]{12}$"}, "total": {Type: []string{"integer"}, Description: "Rijen die aan de vraag voldoen"},
		"rows": {Type: []string{"integer"}, Description: "Rijen in dit antwoord"}, rows: {Type: []string{"array"}, Items: row},
		"next": {Type: []string{"string", "null"}, Description: "Adres van de volgende bladzijde"}, "complete": {Type: []string{"boolean"}, Const: true}}}
}

func rowSchema(columns []data.ColumnDoc) *schema {
	row := &schema{Type: []string{"object"}, Additional: no, Properties: map[string]*schema{}}
	for _, c := range columns {
		s := &schema{Type: jsonTypes(c.Type), Description: c.Comment}
		if strings.HasSuffix(c.Type, "[]") {
			s.Items = &schema{Type: jsonTypes(strings.TrimSuffix(c.Type, "[]"))}
		}
		if !c.Required {
			s.Type = append(s.Type, "null")
		}
		row.Properties[c.Name] = s
		row.Required = append(row.Required, c.Name)
	}
	return row
}

// jsonTypes gives the JSON type of a DuckDB type.
func jsonTypes(duck string) []string {
	switch {
	case strings.HasSuffix(duck, "[]"):
		return []string{"array"}
	case strings.HasSuffix(duck, "INT"), duck == "INTEGER":
		return []string{"integer"}
	case duck == "DOUBLE", duck == "FLOAT", strings.HasPrefix(duck, "DECIMAL"):
		return []string{"number"}
	case duck == "BOOLEAN":
		return []string{"boolean"}
	}
	return []string{"string"}
}

func featureSchema(columns []data.ColumnDoc) *schema {
	geometry := &schema{Type: []string{"object", "null"}, Additional: no, Required: []string{"type", "coordinates"},
		Properties: map[string]*schema{"type": {Type: []string{"string"}, Enum: []string{"MultiPolygon"}}, "coordinates": {Type: []string{"array"}}}}
	feature := &schema{Type: []string{"object"}, Additional: no, Required: []string{"type", "properties", "geometry"}, Properties: map[string]*schema{
		"type": {Type: []string{"string"}, Enum: []string{"Feature"}}, "properties": rowSchema(columns), "geometry": geometry}}
	out := envelope("features", feature)
	out.Required = append(out.Required, "type")
	out.Properties["type"] = &schema{Type: []string{"string"}, Enum: []string{"FeatureCollection"}}
	return out
}
