package ingest

import (
	"bytes"
	"encoding/json"
	"slices"

	"wijkinzicht/data/catalogue"
	"wijkinzicht/ingest/boundary"
)

// lookJSON tells OData, scores of the Leefbaarometer and other JSON apart by their keys.
func (r *recognised) lookJSON(cat *catalogue.Catalogue, in input, content []byte) (*odataFile, error) {
	if m := opening4.FindSubmatch(content[:min(len(content), 500)]); m != nil { // these are long: they are read once, later
		return nil, r.lookOData4(in, content, string(m[1]))
	}
	var probe struct {
		Metadata string            `json:"odata.metadata"`
		Type     string            `json:"type"`
		Value    []json.RawMessage `json:"value"`
		Next     string            `json:"odata.nextLink"`
		Next2    string            `json:"@odata.nextLink"`
	}
	if err := json.Unmarshal(content, &probe); err != nil {
		if json.Valid(content) { // of somebody else, with the same keys for other things
			r.skip(in, foreignJSON(content))
			return nil, nil
		}
		if bytes.Contains(content, []byte("WijkenEnBuurten")) || bytes.Contains(content, []byte("kscore")) || wijkCode.Match(content) {
			return nil, refuse(in.name, "de JSON is beschadigd of afgekapt%s", textPlace(content, err))
		}
		r.skip(in, "JSON die niet te lezen is")
		return nil, nil
	}
	switch {
	case len(probe.Value) > 0 && probe.Next+probe.Next2 != "" && bytes.Contains(content, []byte("WijkenEnBuurten")):
		return nil, refuse(in.name, "dit is een deel: het bestand eindigt met een verwijzing naar een volgende bladzijde (odata.nextLink), met %d rijen ervoor; haal ook die op en zet alle rijen in één bestand", len(probe.Value))
	case len(probe.Value) > 0:
		return r.lookOData(in, content, probe.Metadata, probe.Value[0])
	case probe.Type == "FeatureCollection" && bytes.Contains(content, []byte(`"kscore"`)):
		if err := checkUTF8(in.name, content); err != nil {
			return nil, err
		}
		var g geoCollection
		if err := json.Unmarshal(content, &g); err != nil {
			return nil, refuse(in.name, "de GeoJSON is beschadigd of heeft andere velden dan bekend%s", textPlace(content, err))
		}
		if g.isLBM3() {
			t, err := readLBM3GeoJSON(cat, in, g)
			if err != nil {
				return nil, err
			}
			return nil, r.addScored(t, content)
		}
		r.skip(in, "GeoJSON zonder scores van de Leefbaarometer")
	case probe.Type == "FeatureCollection":
		if ok, err := r.lookMapFigures(cat, in, content); ok || err != nil {
			return nil, err
		}
		if !bytes.Contains(content, []byte(`"coordinates"`)) {
			r.skip(in, "gebieden zonder grenzen, met kenmerken onder namen die het CBS niet gebruikt")
			return nil, nil
		}
		l, err := boundary.GeoJSON(content)
		return nil, r.addOutlines(cat, in, content, []boundary.Layer{l}, err)
	case probe.Type == "Topology":
		layers, err := boundary.TopoJSON(content)
		return nil, r.addOutlines(cat, in, content, layers, err)
	default:
		r.skip(in, foreignJSON(content))
	}
	return nil, nil
}

func (r *recognised) lookGeoPackage(cat *catalogue.Catalogue, in input, content []byte) error {
	if !bytes.Contains(content, []byte("gpkg_contents")) {
		r.skip(in, "SQLite-bestand dat geen GeoPackage is")
		return nil
	}
	layers, err := boundary.GeoPackage(in.path)
	if err != nil {
		return refuse(in.name, "%s", borderFault(nil, err))
	}
	if ok, err := r.lookMapPackage(cat, in, layers); ok || err != nil {
		return err
	}
	return r.addOutlines(cat, in, nil, layers, nil)
}

// lookOData tells the files of an OData table apart by the keys of their first row.
func (r *recognised) lookOData(in input, content []byte, metadata string, firstRow json.RawMessage) (*odataFile, error) {
	if err := checkUTF8(in.name, content); err != nil {
		return nil, err
	}
	first := map[string]json.RawMessage{}
	if err := json.Unmarshal(firstRow, &first); err != nil {
		r.skip(in, "JSON zonder rijen")
		return nil, nil
	}
	f := odataFile{in: in}
	f.nameSet(metadata)
	for k := range first {
		f.keys = append(f.keys, k)
	}
	slices.Sort(f.keys)
	if f.isFigures() || f.isProperties() || f.isRegions() || f.isInfo() || f.isPeriods() {
		return &f, nil
	}
	r.skip(in, "OData-lijst die geen cijfers bevat die wij volgen")
	return nil, nil
}
