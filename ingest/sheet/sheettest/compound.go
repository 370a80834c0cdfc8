package sheettest

import (
	"slices"
	"unicode/utf16"
)

// Sectors of a compound file, and what their numbers can be instead of a sector.
const (
	sectorSize     = 512
	miniSectorSize = 64
	numbersInOne   = sectorSize / 4
	fatSector      = 0xFFFFFFFD
	difatSector    = 0xFFFFFFFC
	endOfChain     = 0xFFFFFFFE
	free           = 0xFFFFFFFF
)

// Compound makes an OLE2 compound file with one stream, in small sectors when it is shorter than 4,096 bytes.
func Compound(name string, stream []byte) []byte {
	f := &compoundFile{}
	root, only := entry{name: "Root Entry", kind: 5, child: 1, start: endOfChain}, entry{name: name, kind: 2, child: free, size: len(stream)}
	miniFAT := uint32(endOfChain)
	if len(stream) >= 4096 {
		only.start = f.add(stream)
	} else {
		mini := padded(stream, miniSectorSize, 0)
		var next []byte
		for i := range len(mini) / miniSectorSize {
			next = le.AppendUint32(next, uint32(i+1))
		}
		if len(next) > 0 {
			copy(next[len(next)-4:], le.AppendUint32(nil, endOfChain))
		}
		miniFAT = f.add(padded(next, sectorSize, 0xFF))
		root.start, root.size = f.add(mini), len(mini)
	}
	directory := f.add(padded(append(root.bytes(), only.bytes()...), sectorSize, 0))
	return f.bytes(directory, miniFAT)
}

// compoundFile collects sectors, and for each of them the one that follows it.
type compoundFile struct {
	sectors []byte
	fat     []uint32
}

// add appends content in a chain of sectors and gives the first.
func (f *compoundFile) add(content []byte) uint32 {
	if len(content) == 0 {
		return endOfChain
	}
	first := uint32(len(f.fat))
	f.sectors = append(f.sectors, padded(content, sectorSize, 0)...)
	for len(f.fat) < len(f.sectors)/sectorSize {
		f.fat = append(f.fat, uint32(len(f.fat)+1))
	}
	f.fat[len(f.fat)-1] = endOfChain
	return first
}

// bytes adds the sector table and its index (DIFAT) behind the sectors, and the header before them.
func (f *compoundFile) bytes(directory, miniFAT uint32) []byte {
	const inHeader, inSector = 109, numbersInOne - 1
	tables, indexes := 0, 0
	for used := len(f.fat); tables*numbersInOne < used+tables+indexes; {
		tables++
		indexes = (max(0, tables-inHeader) + inSector - 1) / inSector
	}
	firstTable := uint32(len(f.fat))
	firstIndex := firstTable + uint32(tables)
	f.fat = append(f.fat, slices.Repeat([]uint32{fatSector}, tables)...)
	f.fat = append(f.fat, slices.Repeat([]uint32{difatSector}, indexes)...)
	f.sectors = append(f.sectors, padded(words(f.fat), tables*sectorSize, 0xFF)...)

	places := make([]uint32, tables)
	for i := range places {
		places[i] = firstTable + uint32(i)
	}
	beyond := places[min(inHeader, tables):]
	for i := range indexes {
		index := beyond[i*inSector : min((i+1)*inSector, len(beyond))]
		next := firstIndex + uint32(i) + 1
		if i == indexes-1 {
			next = endOfChain
		}
		f.sectors = append(f.sectors, append(padded(words(index), inSector*4, 0xFF), words([]uint32{next})...)...)
	}
	if indexes == 0 {
		firstIndex = endOfChain
	}
	header := append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 16)...)
	header = append(header, 0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0, 0, 0, 0, 0, 0, 0)
	header = append(header, words([]uint32{0, uint32(tables), directory, 0, 4096, miniFAT, 1, firstIndex, uint32(indexes)})...)
	header = append(header, words(places[:min(inHeader, tables)])...)
	return append(padded(header, sectorSize, 0xFF), f.sectors...)
}

// entry is one line of the directory.
type entry struct {
	name  string
	kind  byte // 2 stream, 5 root
	child uint32
	start uint32
	size  int
}

func (e entry) bytes() []byte {
	var name []byte
	for _, unit := range utf16.Encode([]rune(e.name)) {
		name = le.AppendUint16(name, unit)
	}
	record := append(padded(name, 64, 0)[:64], byte(len(name)+2), 0, e.kind, 1)
	record = append(record, words([]uint32{free, free, e.child})...)
	record = append(record, make([]byte, 36)...)
	return append(record, words([]uint32{e.start, uint32(e.size), 0})...)
}

func words(list []uint32) []byte {
	var b []byte
	for _, n := range list {
		b = le.AppendUint32(b, n)
	}
	return b
}

// padded fills up to a whole number of sizes.
func padded(b []byte, size int, with byte) []byte {
	short := (size - len(b)%size) % size
	return append(slices.Clone(b), slices.Repeat([]byte{with}, short)...)
}
