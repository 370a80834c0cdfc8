package research

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/server/answer"
	"wijkinzicht/server/site"
)

// citation is the line with which the figures can be cited.
func (s *Research) citation(db *data.DB) string {
	return fmt.Sprintf("Wijk in zicht (%d). Elf wijken door de jaren heen [dataset], revisie %s. %s", db.MadeAt.Year(), db.Revision, s.revisionAddress(db))
}

func (s *Research) revisionAddress(db *data.DB) string {
	return s.Address + answer.FileAddress(db.Revision, data.DatabaseName)
}

// citationName is the file by which programs cite a revision.
const citationName = "CITATION.cff"

// cff says how a revision is cited, in the Citation File Format.
func (s *Research) cff(p data.Package) string {
	return p.Citation(s.Address+"/onderzoek", s.Address+answer.FileAddress(p.Version, data.DatabaseName))
}

// citationOf answers CITATION.cff of a revision, also of one of which only the archive is left.
func (s *Research) citationOf(c *fiber.Ctx, revision string) error {
	p, err := s.Desk.Store.Described(revision)
	if errors.Is(err, fs.ErrNotExist) { // its files are not made yet
		rev, taken := s.Desk.TakeVersion(c, revision)
		if taken != nil {
			return s.noFile(revision, citationName)
		}
		defer rev.Done()
		p, err = rev.DB.Described(), nil
	}
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, answer.Fresh)
	return answer.New(yamlType, []byte(s.cff(p))).Send(c)
}

const yamlType = "text/yaml; charset=utf-8"

func (s *Research) citationFile(c *fiber.Ctx) error {
	return s.Desk.Serve(c, "/onderzoek/CITATION.cff", func(_ context.Context, rev *answer.Revision) (string, []byte, error) {
		return yamlType, []byte(s.cff(rev.DB.Described())), nil
	})
}

// The parts of DCAT-AP 3.0 and DCAT-AP-NL 3.0 (docs.geostandaarden.nl/dcat/dcat-ap-nl30) that we use, as JSON-LD. What is pointed at bears
// the class that DCAT-AP asks for, because who checks a record by its rules sees only the record.
type (
	dcatDataset struct {
		Context       map[string]string  `json:"@context"`
		ID            string             `json:"@id"`
		Type          string             `json:"@type"`
		Title         langText           `json:"dct:title"`
		Description   langText           `json:"dct:description"`
		Identifier    string             `json:"dct:identifier"`
		Version       string             `json:"dcat:version"`
		Issued        typedText          `json:"dct:issued"`
		Modified      typedText          `json:"dct:modified"`
		Publisher     dcatAgent          `json:"dct:publisher"`
		Creator       dcatAgent          `json:"dct:creator"`
		ContactPoint  dcatContact        `json:"dcat:contactPoint"`
		Theme         []reference        `json:"dcat:theme"`
		Keyword       []langText         `json:"dcat:keyword"`
		Language      reference          `json:"dct:language"`
		AccessRights  reference          `json:"dct:accessRights"`
		Spatial       reference          `json:"dct:spatial"`
		LandingPage   reference          `json:"dcat:landingPage"`
		Provenance    statement          `json:"dct:provenance"`
		Sources       []dcatSource       `json:"dct:source,omitempty"`
		Distributions []dcatDistribution `json:"dcat:distribution"`
	}
	dcatSource struct {
		ID          string   `json:"@id"`
		Type        string   `json:"@type"`
		Title       langText `json:"dct:title"`
		Description langText `json:"dct:description"`
	}
	dcatDistribution struct {
		ID          string        `json:"@id"`
		Type        string        `json:"@type"`
		Title       langText      `json:"dct:title"`
		AccessURL   reference     `json:"dcat:accessURL"`
		DownloadURL reference     `json:"dcat:downloadURL"`
		MediaType   reference     `json:"dcat:mediaType"`
		Format      *reference    `json:"dct:format,omitempty"`
		Licence     reference     `json:"dct:license"`
		Rights      statement     `json:"dct:rights"`
		ByteSize    typedText     `json:"dcat:byteSize"`
		Checksum    *dcatChecksum `json:"spdx:checksum,omitempty"`
	}
	dcatAgent struct {
		Type string   `json:"@type"`
		Name langText `json:"foaf:name"`
	}
	dcatContact struct {
		Type string    `json:"@type"`
		Name string    `json:"vcard:fn"`
		URL  reference `json:"vcard:hasURL"`
	}
	dcatChecksum struct {
		Type      string    `json:"@type"`
		Algorithm reference `json:"spdx:algorithm"`
		Value     typedText `json:"spdx:checksumValue"`
	}
	reference struct {
		ID   string `json:"@id"`
		Type string `json:"@type,omitempty"`
	}
	statement struct {
		Type  string   `json:"@type"`
		Label langText `json:"rdfs:label"`
	}
	langText struct {
		Value    string `json:"@value"`
		Language string `json:"@language"`
	}
	typedText struct {
		Value string `json:"@value"`
		Type  string `json:"@type"`
	}
)

const (
	eu      = "http://publications.europa.eu/resource/authority/"
	concept = "skos:Concept"
)

// formats are the file types of which the EU's list has a name.
var formats = map[string]*reference{"csv": {eu + "file-type/CSV", "dct:MediaTypeOrExtent"}, "parquet": {eu + "file-type/PARQUET", "dct:MediaTypeOrExtent"}}

func dutch(text string) langText { return langText{text, "nl"} }

// dcat answers the record by which a data catalogue lists the figures.
func (s *Research) dcat(c *fiber.Ctx) error {
	rev := s.Desk.Take(c)
	defer rev.Done()
	p, packageErr := s.Desk.Store.Package(rev.DB.Revision)
	return s.Desk.ServeFrom(c, rev, fmt.Sprint("/onderzoek/dcat.jsonld ", packageErr == nil), func(_ context.Context, rev *answer.Revision) (string, []byte, error) {
		db := rev.DB
		us := dcatAgent{"foaf:Agent", dutch("Wijk in zicht")}
		made := typedText{db.MadeAt.UTC().Format("2006-01-02T15:04:05Z"), "xsd:dateTime"}
		d := dcatDataset{
			Context: map[string]string{"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
				"vcard": "http://www.w3.org/2006/vcard/ns#", "spdx": "http://spdx.org/rdf/terms#", "skos": "http://www.w3.org/2004/02/skos/core#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "xsd": "http://www.w3.org/2001/XMLSchema#"},
			ID: s.Address + "/onderzoek#dataset", Type: "dcat:Dataset", Title: dutch("Wijk in zicht: elf wijken door de jaren heen"),
			Description: dutch("Cijfers over elf wijken en hun gemeenten, met per cijfer hoe het is gemaakt, waar het vandaan komt en waar het niet te vergelijken is."),
			Identifier:  "wijk-in-zicht-" + db.Revision, Version: db.Revision, Issued: made, Modified: made, Publisher: us, Creator: us,
			ContactPoint: dcatContact{"vcard:Kind", "Wijk in zicht", reference{ID: s.Address + "/onderzoek"}},
			Theme:        []reference{{eu + "data-theme/SOCI", concept}, {eu + "data-theme/REGI", concept}},
			Keyword:      []langText{dutch("wijken"), dutch("buurten"), dutch("leefbaarheid"), dutch("kerncijfers")},
			Language:     reference{eu + "language/NLD", "dct:LinguisticSystem"}, AccessRights: reference{eu + "access-right/PUBLIC", "dct:RightsStatement"}, Spatial: reference{eu + "country/NLD", "dct:Location"},
			LandingPage: reference{s.Address + "/onderzoek", "foaf:Document"}, Provenance: statement{"dct:ProvenanceStatement", dutch("Gemaakt uit publicaties van CBS, BZK, politie en Gezondheidsmonitor; zie " + s.Address + "/verantwoording.")},
		}
		for _, src := range site.UsedSources(db, nil) { // how fresh they are is not part of it
			if src.URL != "" {
				d.Sources = append(d.Sources, dcatSource{src.URL, "dcat:Dataset", dutch(src.Title), dutch(src.Attribution)})
			}
		}
		for _, r := range p.Resources {
			if p.Version != db.Revision {
				break // a publish came between; the next asker gets the files
			}
			at := s.Address + answer.FileAddress(db.Revision, r.Path)
			d.Distributions = append(d.Distributions, dcatDistribution{ID: at, Type: "dcat:Distribution", Title: dutch(r.Path), AccessURL: reference{s.Address + "/onderzoek", "rdfs:Resource"},
				DownloadURL: reference{at, "rdfs:Resource"}, MediaType: reference{"https://www.iana.org/assignments/media-types/" + r.MediaType, "dct:MediaType"}, Format: formats[r.Format],
				Licence: reference{s.Address + "/verantwoording#licenties", "dct:LicenseDocument"}, Rights: statement{"dct:RightsStatement", dutch(rightsText())}, ByteSize: typedText{fmt.Sprint(r.Bytes), "xsd:nonNegativeInteger"},
				Checksum: &dcatChecksum{"spdx:Checksum", reference{"spdx:checksumAlgorithm_sha256", "spdx:ChecksumAlgorithm"}, typedText{r.SHA256(), "xsd:hexBinary"}}})
		}
		body, err := json.MarshalIndent(d, "", "  ")
		return "application/ld+json; charset=utf-8", body, err
	})
}

// rightsText says what may be done with the figures: that differs by source.
func rightsText() string {
	text := "De licentie verschilt per bron."
	for _, l := range site.Licences {
		text += " " + l.Name + ": " + l.Covers
	}
	return text
}
