package mirrortest

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"math"
	"slices"

	"wijkinzicht/ingest/sheet/sheettest"
)

// Zip packs files; names come in order, so that the same files give the same bytes.
func Zip(files map[string][]byte) []byte {
	var names []string
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range names {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write(files[name])
		}
		if err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// ZipBomb packs a file that says to be this large when it is unpacked.
func ZipBomb(name string, size uint64) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	content := []byte{3, 0} // deflated nothing
	w, err := z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CompressedSize64: uint64(len(content)), UncompressedSize64: size})
	if err == nil {
		_, err = w.Write(content)
	}
	if err != nil || z.Close() != nil {
		panic("zip")
	}
	return b.Bytes()
}

// Shapefile gives the files of a wijk- en buurtkaart of Dorrestad in RD metres, below a stem such as "shape 2016/buurt_2016".
func Shapefile(stem string) map[string][]byte {
	le, be := binary.LittleEndian, binary.BigEndian
	var body []byte
	var rows [][]string
	for i, a := range Areas {
		if a.Code[:2] != "BU" {
			continue
		}
		x, y := 150_000+1000*float64(i), 460_000.0
		content := le.AppendUint32(nil, 5)
		content = append(content, make([]byte, 32)...)
		content = le.AppendUint32(content, 1)
		content = le.AppendUint32(content, 5)
		content = le.AppendUint32(content, 0)
		for _, p := range [][2]float64{{x, y}, {x, y + 1000}, {x + 1000, y + 1000}, {x + 1000, y}, {x, y}} {
			content = le.AppendUint64(content, math.Float64bits(p[0]))
			content = le.AppendUint64(content, math.Float64bits(p[1]))
		}
		rows = append(rows, []string{a.Code, a.Name, "NEE", "500"})
		body = be.AppendUint32(body, uint32(len(rows)))
		body = be.AppendUint32(body, uint32(len(content)/2))
		body = append(body, content...)
	}
	header := make([]byte, 100)
	be.PutUint32(header, 9994)
	be.PutUint32(header[24:], uint32((100+len(body))/2))
	le.PutUint32(header[28:], 1000)
	le.PutUint32(header[32:], 5)
	fields := []sheettest.Field{{Name: "BU_CODE", Type: 'C', Length: 12}, {Name: "BU_NAAM", Type: 'C', Length: 20}, {Name: "WATER", Type: 'C', Length: 4}, {Name: "AANT_INW", Type: 'N', Length: 9}}
	return map[string][]byte{stem + ".shp": append(header, body...), stem + ".dbf": sheettest.DBase(fields, rows),
		stem + ".prj": []byte(`PROJCS["RD_New",GEOGCS["GCS_Amersfoort",DATUM["D_Amersfoort"]]]`)}
}
