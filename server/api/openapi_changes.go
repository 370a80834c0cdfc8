package api

import (
	"strings"

	"github.com/gofiber/fiber/v2"
)

// ChangesFormats lists the formats in which the differences between two revisions are answered as a file.
var ChangesFormats = []string{"json", "csv", "csv.gz", "parquet", "atom"}

// changes gives the address of a format of what differs between two revisions; example is the older one that a reader can try.
func changes(format, example string) pathItem {
	path := "/onderzoek/wijzigingen." + format
	op := operation{ID: "wijzigingen_" + strings.ReplaceAll(format, ".", "_"), Tags: []string{"wijzigingen"}, Responses: responses(format, "Changes"),
		Summary: "Elke waarde die tussen twee revisies verschilt", Examples: []string{path + "?van=" + example}, Parameters: []parameter{
			{Name: "van", In: "query", Description: "De oudere revisie; zonder: die voor tot is gepubliceerd. Is er geen, dan is het antwoord 400.", Schema: revisionName()},
			{Name: "tot", In: "query", Description: "De nieuwere revisie; zonder: de gepubliceerde.", Schema: revisionName()},
			{Name: "indicator", In: "query", Description: "Alleen van dit cijfer; in JSON noemt het antwoord dan ook de grootste verschillen.", Schema: &schema{Type: []string{"string"}}}}}
	given := op.Responses[okStatus]
	delete(given.Headers, "X-Total")
	delete(given.Headers, fiber.HeaderLink)
	switch format {
	case "json":
		op.Summary, given.Description = "Hoeveel er tussen twee revisies verschilt, per bron, cijfer, gemeente en onderwerp", "De aantallen"
	case "atom":
		op.Summary, given.Description, op.Parameters, op.Examples = "Wat er is gepubliceerd, als feed (Atom)", "De feed", nil, []string{path}
		given.Content = map[string]mediaType{"application/atom+xml": {&schema{Type: []string{"string"}}}}
	}
	if format == "json" || format == "atom" {
		given.Headers = map[string]header{"X-Revision": given.Headers["X-Revision"]}
	}
	op.Responses[okStatus] = given
	return pathItem{op}
}

// changesSchema describes data.ChangeList as it is answered.
func changesSchema() *schema {
	whole := func(about string) *schema { return &schema{Type: []string{"integer"}, Description: about} }
	text := func(about string) *schema { return &schema{Type: []string{"string"}, Description: about} }
	value := func(about string) *schema { return &schema{Type: []string{"number", "null"}, Description: about} }
	object := func(properties map[string]*schema, mayLack ...string) *schema {
		return &schema{Type: []string{"object"}, Additional: no, Properties: properties, Required: namesBut(properties, mayLack)}
	}
	list := func(of *schema, about string) *schema {
		return &schema{Type: []string{"array"}, Items: of, Description: about}
	}
	counted := func(properties map[string]*schema) map[string]*schema {
		properties["changed"], properties["added"], properties["removed"] = whole("Gepubliceerde cijfers met een andere waarde of reden"), whole("Cijfers die er bij kwamen"), whole("Cijfers die er niet meer zijn")
		properties["series"] = whole("Waarden van de eigen reeksen die verschillen")
		return properties
	}
	one := object(map[string]*schema{"what": {Type: []string{"string"}, Enum: []string{"cijfer", "reeks"}}, "indicator": text(""), "area_year": whole("Van de indeling; ontbreekt bij een reeks"), "year": whole(""),
		"code": text("Van het gebied, of het onderwerp van een reeks"), "name": text(""), "unit": text(""), "value_before": value("Vroeger"), "value": value("Nu"),
		"status_before": text("Leeg: het was er niet"), "status": text("Leeg: het is er niet meer")}, "area_year")
	each := object(counted(map[string]*schema{"id": text(""), "name": text(""), "largest": list(one, "De grootste verschillen van een cijfer")}), "largest")
	return object(counted(map[string]*schema{"from": text("De oudere revisie"), "to": text("De nieuwere"), "why": text("Waarom ze niet te vergelijken zijn"),
		"sources": list(each, ""), "indicators": list(each, ""), "gemeenten": list(each, ""), "subjects": list(each, ""), "complete": {Type: []string{"boolean"}, Const: true}}), "why")
}
