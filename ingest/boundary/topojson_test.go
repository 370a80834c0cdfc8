package boundary

import (
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

// topo gives a topology with its keys in an order that readers do not expect: arcs first, the transform behind them.
func topo(arcs, objects, transform string) string {
	if transform != "" {
		transform = `"transform":` + transform + `,`
	}
	return `{"arcs":[` + arcs + `],"objects":{` + objects + `},` + transform + `"type":"Topology"}`
}

func topoObject(name string, geometries ...string) string {
	return `"` + name + `":{"geometries":[` + strings.Join(geometries, ",") + `],"type":"GeometryCollection"}`
}

func topoArea(code, name, kind, rest string) string {
	return `{` + rest + `,"id":"` + code + `","properties":{"rubriek":"x","statcode":"` + code + `","statnaam":"` + name + `"},"type":"` + kind + `"}`
}

// kilometre is the grid of the quantised fixtures: 1 km, from a corner in RD New.
const kilometre = `{"scale":[1000,1000],"translate":[150000,460000]}`

// neighbours are two squares of 1 km that share the arc 0, which runs from (1,0) to (1,1); 1 closes the west one
// counter-clockwise, 2 the east one.
const neighbours = `[[1,0],[0,1]],[[1,1],[-1,0],[0,-1],[1,0]],[[1,0],[1,0],[0,1],[-1,0]]`

// The two squares as areas, and what readers say of them.
var (
	west = topoArea("WK990101", "West", "Polygon", `"arcs":[[0,1]]`)
	east = topoArea("WK990102", "Oost", "MultiPolygon", `"arcs":[[[2,-1]]]`)
)

const (
	crs84    = `"crs":{"properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"},"type":"name"},`
	inferred = "Het bestand noemt geen coördinatenstelsel; aan de getallen te zien is het EPSG:28992."
	both     = "1 WK990101 West GM9901 [1 rings 1]\n2 WK990102 Oost GM9901 [1 rings 1]\n" + inferred
)

// label is a label point at a place on the grid.
func label(code, at string) string { return topoArea(code, "", "Point", `"coordinates":`+at) }

func topoHead(rejected, name string) string {
	return `TopoJSON wijk 0 "` + name + `" EPSG:28992 rejected ` + rejected + "\n"
}

func TestTopoJSON(t *testing.T) {
	tests := []struct{ name, content, want, wantErr string }{
		{"quantised, reversed arc", topo(neighbours, topoObject("layer", west, east), kilometre), topoHead("0", "layer") + both, ""},
		{"not quantised", topo(`[[151000,460000],[151000,461000]],[[151000,461000],[150000,461000],[150000,460000],[151000,460000]],[[151000,460000],[152000,460000],[152000,461000],[151000,461000]]`,
			topoObject("layer", west, east), ""), topoHead("0", "layer") + both, ""},
		{"labels joined, whatever their order", topo(neighbours, topoObject("labels", label("WK990102", "[1,0]"), label("WK990109", "[0,0]"))+","+topoObject("layer", west, east), kilometre),
			topoHead("0", "layer") + "1 WK990101 West GM9901 [1 rings 1]\n2 WK990102 Oost GM9901 label=151000,460000 [1 rings 1]\n" + inferred + " " + inferred + " Labelpunten zonder gebied (1): WK990109. Gebieden zonder labelpunt (1): WK990101.", ""},
		{"labels alone", topo("", topoObject("labels", label("WK990102", "[1,0]")), kilometre),
			topoHead("0", "labels") + "1 WK990102  GM9901 label=151000,460000\n" + inferred, ""},
		{"labels alone, not quantised", topo("", topoObject("labels", label("WK990102", "[151000,460000]")), ""),
			topoHead("0", "labels") + "1 WK990102  GM9901 label=151000,460000\n" + inferred, ""},
		{"labels of two layers", topo(neighbours, topoObject("a", west)+","+topoObject("b", west)+","+topoObject("labels", label("WK990101", "[0,0]")), kilometre),
			topoHead("0", "a") + "1 WK990101 West GM9901 [1 rings 1]\n" + inferred + "\n" + topoHead("0", "b") + "1 WK990101 West GM9901 [1 rings 1]\n" + inferred + "\n" + topoHead("0", "labels") + "1 WK990101  GM9901 label=150000,460000\n" + inferred, ""},
		{"labels of another level", topo(neighbours, topoObject("labels", label("BU99010201", "[1,0]"))+","+topoObject("layer", west, east), kilometre),
			topoHead("0", "layer") + both + "\n" + strings.Replace(topoHead("0", "labels"), "wijk", "buurt", 1) + "1 BU99010201  GM9901 label=151000,460000\n" + inferred, ""},
		{"hole", topo(`[[0,0],[4,0],[0,4],[-4,0],[0,-4]],[[1,1],[1,0],[0,1],[-1,0],[0,-1]]`, topoObject("layer", topoArea("WK990101", "Ring", "Polygon", `"arcs":[[0],[1]]`)), kilometre),
			topoHead("0", "layer") + "1 WK990101 Ring GM9901 [2 rings 15]\n" + inferred, ""},
		{"collapsed by quantising", topo(neighbours+`,[[0,0],[0,0]],[[5,5],[1,0],[-1,0]],[[3,3],[0,0]],[[3,3],[0,0]]`, topoObject("layer", west, topoArea("WK990103", "Weg", "Polygon", `"arcs":[[3]]`), topoArea("WK990104", "Half", "MultiPolygon", `"arcs":[[[4]],[[2,-1],[5,6]]]`)), kilometre),
			topoHead("1", "layer") + "1 WK990101 West GM9901 [1 rings 1]\n3 WK990104 Half GM9901 [1 rings 1]\n" + inferred + " Weggelaten gebieden die door afronding geen oppervlak meer hebben (1): WK990103. Gebieden waarvan een ring zonder oppervlak is weggelaten (1): WK990104.", ""},
		{"code in the id alone, null geometry", topo(neighbours, topoObject("a", `{"type":"Polygon","id":"WK990101","arcs":[[0,1]]}`, `{"type":null,"id":"WK990103"}`), kilometre),
			topoHead("1", "a") + "1 WK990101  GM9901 [1 rings 1]\n" + inferred + " Weggelaten gebieden zonder geometrie (1): WK990103.", ""},
		{"other objects", topo(neighbours, topoObject("grenzen", `{"type":"LineString","arcs":[0]}`)+","+topoObject("provincies", topoArea("PV99", "", "Polygon", `"arcs":[[0,1]]`))+`,"leeg":{"type":"GeometryCollection","geometries":[]},`+topoObject("layer", west), kilometre),
			topoHead("0", "layer") + "1 WK990101 West GM9901 [1 rings 1]\n" + inferred + " Niet gelezen objecten: grenzen, provincies, leeg.", ""},
		{"one geometry as object", topo(neighbours, `"wijk":`+west, kilometre), topoHead("0", "wijk") + "1 WK990101 West GM9901 [1 rings 1]\n" + inferred, ""},
		{"crs of the object, WGS84", topo(`[[0,0],[1,0],[0,1],[-1,0],[0,-1]]`, `"layer":{`+crs84+`"type":"GeometryCollection","geometries":[`+topoArea("WK990101", "West", "Polygon", `"arcs":[[0]]`)+`]}`, `{"scale":[0.1,0.1],"translate":[5,52]}`),
			`TopoJSON wijk 0 "layer" EPSG:4326 rejected 0` + "\n1 WK990101 West GM9901 [1 rings 1]", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			layers, err := TopoJSON([]byte(test.content))
			compare(t, layers, err, test.want, test.wantErr)
		})
	}
}

func TestTopoJSONRefused(t *testing.T) {
	tests := []struct{ name, content, want, wantErr string }{
		{"a crs that the numbers deny", `{` + crs84 + topo(neighbours, topoObject("layer", west), kilometre)[1:], "", `object "layer": feature 1 (WK990101): point (151000, 460000) is in EPSG:28992, but the file is in EPSG:4326`},
		{"nowhere", topo(neighbours, topoObject("layer", west), `{"scale":[1,1],"translate":[0,0]}`), "", "feature 1 (WK990101): the file names no coordinate system, and point (1, 0) is in neither"},
		{"no such arc", topo(neighbours, topoObject("layer", topoArea("WK990101", "", "Polygon", `"arcs":[[0,3]]`)), kilometre), "", "feature 1 (WK990101): arc 3, but there are 3"},
		{"no such arc backwards", topo(neighbours, topoObject("layer", topoArea("WK990101", "", "Polygon", `"arcs":[[-4]]`)), kilometre), "", "arc 3, but there are 3"},
		{"arcs that do not meet", topo(neighbours, topoObject("layer", topoArea("WK990101", "", "Polygon", `"arcs":[[0,2]]`)), kilometre), "", "feature 1 (WK990101): arc 2 does not begin where the one before it ends"},
		{"open ring", topo(neighbours, topoObject("layer", topoArea("WK990101", "", "Polygon", `"arcs":[[1]]`)), kilometre), "", "feature 1 (WK990101): ring is not closed"},
		{"not a number", topo(neighbours, topoObject("layer", topoArea("WK990101", "", "Polygon", `"arcs":[[0.5]]`)), kilometre), "", `arc "0.5" is not a number`},
		{"smallest number", topo(neighbours, topoObject("layer", topoArea("WK990101", "", "Polygon", `"arcs":[[-9223372036854775808]]`)), kilometre), "", "arc 9223372036854775807, but there are 3"},
		{"short ring, not quantised", topo(`[[150000,460000],[150001,460000],[150000,460000]]`, topoObject("layer", topoArea("WK990101", "", "Polygon", `"arcs":[[0]]`)), ""), "", "none of the 1 features is usable"},
		{"a line with a code", topo(neighbours, topoObject("layer", topoArea("WK990101", "", "LineString", `"arcs":[0]`)), kilometre), "", `geometry is a "LineString"`},
		{"points among polygons", topo(neighbours, topoObject("layer", west, label("WK990102", "[0,0]")), kilometre), "", "feature 2: points and polygons in one object"},
		{"label twice", topo("", topoObject("labels", label("WK990101", "[0,0]"), label("WK990101", "[0,1]")), kilometre), "", "feature 2 (WK990101): the code was at feature 1 already"},
		{"empty arc", topo(neighbours+",[]", topoObject("layer", west), kilometre), "", "arc 3 has no points"},
		{"transform without scale", topo(neighbours, topoObject("layer", west), `{"translate":[0,0]}`), "", "transform without scale"},
		{"bad scale", topo(neighbours, topoObject("layer", west), `{"scale":[1],"translate":[0,0]}`), "", "scale of transform"},
		{"nothing of ours", topo("", topoObject("grenzen"), ""), "", `objects ["grenzen"]: not a layer`},
		{"GeoJSON", collection(""), "", `a "FeatureCollection" instead of a Topology`},
		{"no JSON", "arcs", "", "invalid character"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			layers, err := TopoJSON([]byte(test.content))
			compare(t, layers, err, test.want, test.wantErr)
		})
	}
}

// The point where two arcs meet is in the ring once, and an arc that is used backwards leaves the other ring as it is.
func TestTopoJSONPoints(t *testing.T) {
	layers, err := TopoJSON([]byte(topo(neighbours, topoObject("layer", topoArea("WK990102", "", "Polygon", `"arcs":[[2,-1]]`), topoArea("WK990101", "", "Polygon", `"arcs":[[0,1]]`)), kilometre)))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []orb.Ring{
		{{151_000, 460_000}, {152_000, 460_000}, {152_000, 461_000}, {151_000, 461_000}, {151_000, 460_000}},
		{{151_000, 460_000}, {151_000, 461_000}, {150_000, 461_000}, {150_000, 460_000}, {151_000, 460_000}},
	} {
		if got := layers[0].Areas[i].Geometry[0][0]; !got.Equal(want) {
			t.Errorf("got %v, want %v", got, want)
		}
	}
}

// A few bytes may not become a very large outline: an arc counts every time that it is used.
func TestTopoJSONAmplified(t *testing.T) {
	arc := "[[0,0]" + strings.Repeat(",[1,0],[-1,0]", 50_000) + "]"
	content := topo(arc, topoObject("layer", topoArea("WK990101", "", "Polygon", `"arcs":[[`+strings.Repeat("0,", 1000)+`0]]`)), kilometre)
	_, err := TopoJSON([]byte(content))
	compare(t, nil, err, "", "feature 1 (WK990101): over the limit of 33554432 points in one file")
}
