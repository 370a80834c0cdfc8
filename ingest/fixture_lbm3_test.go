package ingest

import (
	"fmt"
	"strings"
)

// lbm3CSV is the score file of Leefbaarometer 3.0: every year on the division of the last; an empty cell is no score.
func lbm3CSV(rows ...string) []byte {
	return []byte("bu_code,bu_naam,jaar,lbm,afw,fys,onv,soc,vrz,won\n" + strings.Join(rows, "\n") + "\n")
}

// lbm3Rows are years of two buurten; lbm is afw plus one constant.
var lbm3Rows = []string{
	`BU99010101,"Zonnewijk, Noord",2022,4.0,-0.1,0.01,-0.02,-0.03,-0.04,-0.02`,
	`BU99010101,"Zonnewijk, Noord",2024,4.05,-0.05,0.02,-0.01,-0.02,-0.03,-0.01`,
	`BU99010102,Zonnewijk-Zuid,2022,,,,,,,`,
	`BU99010102,Zonnewijk-Zuid,2024,4.3,0.2,0.1,0.02,0.03,0.04,0.01`,
}

// lbm3GeoJSON is an answer of the ministry's WFS, as one user stores it (raw) or as it comes. Its squares stand in a
// row that begins at (x, y).
func lbm3GeoJSON(crs string, raw bool, x, y float64, features ...string) []byte {
	if crs != "" {
		crs = fmt.Sprintf(`"crs":{"type":"name","properties":{"name":"%s"}},`, crs)
	}
	side := 500.0
	if x < 180 { // degrees
		side = 0.005
	}
	var out []string
	for i, f := range features {
		code, fields, _ := strings.Cut(f, " ")
		properties := fmt.Sprintf(`"id":"%s","name":"Buurt %s",%s`, code, code, fields)
		if raw {
			properties = fmt.Sprintf(`"code":"%s","naam":"Buurt %s","klasse":9,"afw":9.9,"raw":{%s}`, code, code, fields)
		}
		left := x + float64(i)*side
		ring := fmt.Sprintf("[%v,%v],[%v,%v],[%v,%v],[%v,%v],[%v,%v]", left, y, left+side, y, left+side, y+side, left, y+side, left, y)
		out = append(out, fmt.Sprintf(`{"type":"Feature","geometry":{"type":"MultiPolygon","coordinates":[[[%s]]]},"properties":{%s}}`, ring, properties))
	}
	return []byte(`{"type":"FeatureCollection",` + crs + `"features":[` + strings.Join(out, ",") + `]}`)
}

// scores2024 are a feature's figures; the year is text in the real service.
const scores2024 = `"kscore":4,"kafw":3,"afw":-0.05,"won":-0.01,"fys":0.02,"vrz":-0.03,"soc":-0.02,"onv":-0.01,"year":"2024"`
