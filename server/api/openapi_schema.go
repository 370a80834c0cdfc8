package api

import (
	"maps"
	"slices"
	"strings"

	"wijkinzicht/data"
	"wijkinzicht/server/answer"
)

// The parts of OpenAPI 3.1 that we use.
type (
	openAPI struct {
		OpenAPI string              `json:"openapi"`
		Info    info                `json:"info"`
		Servers []host              `json:"servers"`
		Tags    []tag               `json:"tags"`
		Paths   map[string]pathItem `json:"paths"`
		// Nobody needs to say who they are.
		Security   []struct{} `json:"security"`
		Components components `json:"components"`
	}
	info struct {
		Title       string  `json:"title"`
		Version     string  `json:"version"`
		Description string  `json:"description"`
		License     license `json:"license"`
	}
	license struct {
		Name string `json:"name"`
		URL  string `json:"url"`
	}
	tag struct {
		Name        string `json:"name"`
		Description string `json:"description"`
	}
	components struct {
		Schemas   map[string]*schema  `json:"schemas"`
		Responses map[string]response `json:"responses"`
		Headers   map[string]header   `json:"headers"`
	}
	header struct {
		Ref         string  `json:"$ref,omitempty"`
		Description string  `json:"description,omitempty"`
		Schema      *schema `json:"schema,omitempty"`
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
		Tags       []string            `json:"tags"`
		Parameters []parameter         `json:"parameters,omitempty"`
		Responses  map[string]response `json:"responses"`
		Examples   []string            `json:"x-examples"` // addresses that can be asked
	}
	parameter struct {
		Name        string  `json:"name"`
		In          string  `json:"in"`
		Description string  `json:"description"`
		Required    bool    `json:"required,omitempty"`
		Schema      *schema `json:"schema"`
		Style       string  `json:"style,omitempty"`
		Explode     *bool   `json:"explode,omitempty"`
	}
	response struct {
		Ref         string               `json:"$ref,omitempty"`
		Description string               `json:"description,omitempty"`
		Headers     map[string]header    `json:"headers,omitempty"`
		Content     map[string]mediaType `json:"content,omitempty"`
	}
	mediaType struct {
		Schema *schema `json:"schema"`
	}
	// schema is the part of JSON Schema that we use; a type that may be null lists both.
	schema struct {
		Ref         string             `json:"$ref,omitempty"`
		Type        []string           `json:"type,omitempty"`
		Description string             `json:"description,omitempty"`
		Properties  map[string]*schema `json:"properties,omitempty"`
		Required    []string           `json:"required,omitempty"`
		Items       *schema            `json:"items,omitempty"`
		Enum        []string           `json:"enum,omitempty"`
		Const       any                `json:"const,omitempty"`
		Additional  *bool              `json:"additionalProperties,omitempty"`
		Pattern     string             `json:"pattern,omitempty"`
		Minimum     *int               `json:"minimum,omitempty"`
		Maximum     *int               `json:"maximum,omitempty"`
		MaxLength   *int               `json:"maxLength,omitempty"`
		Format      string             `json:"format,omitempty"`
	}
)

var no = new(bool)

const (
	schemaRef   = "#/components/schemas/"
	responseRef = "#/components/responses/"
)

// okStatus is that of an answer that has what was asked.
const okStatus = "200"

// namesBut lists the names of properties, but for those that an answer may lack.
func namesBut(properties map[string]*schema, mayLack []string) []string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		if !slices.Contains(mayLack, name) {
			out = append(out, name)
		}
	}
	return out
}

// responses gives what an address of one format may answer.
func responses(format, name string) map[string]response {
	kind, _, _ := strings.Cut(answer.Types[format], ";")
	given := &schema{Type: []string{"string"}, Format: "binary"}
	switch format {
	case "csv":
		given = &schema{Type: []string{"string"}}
	case "json":
		given = &schema{Ref: schemaRef + name}
	case "geojson":
		given = &schema{Ref: schemaRef + "Features"}
	}
	headers := map[string]header{}
	for _, h := range []string{"X-Revision", "X-Rows", answer.Complete} {
		headers[h] = header{Ref: "#/components/headers/" + h}
	}
	if name != "Answer" {
		headers["X-Total"], headers["Link"] = header{Ref: "#/components/headers/X-Total"}, header{Ref: "#/components/headers/Link"}
	}
	out := map[string]response{okStatus: {Description: "De rijen, in vaste volgorde", Headers: headers, Content: map[string]mediaType{kind: {given}}}}
	for _, status := range []string{"400", "405", "410", "429", "500"} {
		out[status] = response{Ref: responseRef + status}
	}
	return out
}

// shared gives what the addresses have together.
func shared() components {
	text := func() *schema { return &schema{Type: []string{"string"}} }
	whole := &schema{Type: []string{"integer"}}
	out := components{Responses: map[string]response{}, Schemas: map[string]*schema{
		"Problem": {Type: []string{"object"}, Additional: no, Required: []string{"title", "status", "detail"},
			Properties: map[string]*schema{"title": text(), "detail": {Type: []string{"string"}, Description: "Wat eraan schort en wat u kunt doen"}, "status": whole,
				"links": {Type: []string{"array"}, Description: "Wat er in plaats daarvan is", Items: &schema{Type: []string{"object"}, Additional: no, Required: []string{"tekst", "adres"},
					Properties: map[string]*schema{"tekst": text(), "adres": text()}}}}},
		"Answer": {Type: []string{"object"}, Additional: no, Required: []string{"revision", "rows", "columns", "data", "complete"}, Properties: map[string]*schema{
			"revision": revisionName(), "rows": whole, "complete": {Type: []string{"boolean"}, Description: "false: er waren er meer"},
			"columns": {Type: []string{"array"}, Items: &schema{Type: []string{"object"}, Additional: no, Required: []string{"name", "type"}, Properties: map[string]*schema{"name": text(), "type": {Type: []string{"string"}, Description: "Naam van het type in DuckDB"}}}},
			"data":    {Type: []string{"array"}, Items: &schema{Type: []string{"array"}, Items: &schema{Description: "Een waarde van het type van haar kolom"}, Description: "Een rij, in de volgorde van columns"}}}},
	}, Headers: map[string]header{
		"X-Revision": {Description: "De revisie waar het antwoord uit komt", Schema: revisionName()}, "X-Rows": {Description: "Rijen in het antwoord", Schema: whole},
		"X-Total": {Description: "Rijen die aan de vraag voldoen", Schema: whole}, "Link": {Description: "De volgende bladzijde, als er een is", Schema: text()},
		answer.Complete: {Description: "ja: dit zijn alle rijen van het antwoord", Schema: &schema{Type: []string{"string"}, Enum: []string{"ja", "nee"}}}}}
	for status, description := range map[string]string{
		"400": "De vraag is niet begrepen; detail zegt wat eraan schort", "405": "Er is alleen te lezen; Allow zegt hoe", "410": "De gevraagde revisie bewaren wij niet meer; detail zegt welke wel",
		"429": "Er worden al te veel grote antwoorden gemaakt; Retry-After zegt wanneer u het opnieuw kunt vragen", "500": "Het antwoord kon niet worden gemaakt; dat ligt aan ons", "503": "Vragen in SQL staan hier uit",
	} {
		out.Responses[status] = response{Description: description, Content: map[string]mediaType{"application/problem+json": {&schema{Ref: schemaRef + "Problem"}}}}
	}
	return out
}

func revisionsSchema() *schema {
	row := &schema{Type: []string{"object"}, Additional: no, Required: []string{"revision", "bytes", "built", "current", "pinned", "file"}, Properties: map[string]*schema{
		"revision": revisionName(), "bytes": {Type: []string{"integer"}}, "built": {Type: []string{"string"}, Format: "date-time"},
		"current": {Type: []string{"boolean"}}, "pinned": {Type: []string{"boolean"}, Description: "Of zij voorgoed wordt bewaard"},
		"sha256": {Type: []string{"string"}, Pattern: "^[0-9a-f]{64}$", Description: "Van het DuckDB-bestand"}, "file": {Type: []string{"string"}, Format: "uri"}}}
	return &schema{Type: []string{"object"}, Additional: no, Required: []string{"data", "complete"}, Properties: map[string]*schema{
		"data": {Type: []string{"array"}, Items: row}, "complete": {Type: []string{"boolean"}, Const: true}}}
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
	properties := rowSchema(columns)
	properties.Additional = nil // the figures that were asked for
	feature := &schema{Type: []string{"object"}, Additional: no, Required: []string{"type", "properties", "geometry"}, Properties: map[string]*schema{
		"type": {Type: []string{"string"}, Enum: []string{"Feature"}}, "properties": properties, "geometry": geometry}}
	out := envelope("features", feature)
	out.Required = append(out.Required, "type")
	out.Properties["type"] = &schema{Type: []string{"string"}, Enum: []string{"FeatureCollection"}}
	return out
}
