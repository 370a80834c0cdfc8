package sheet

import (
	"encoding/binary"
	"errors"
	"unicode/utf16"
)

// Sector numbers with a meaning of their own, in the OLE2 compound file format ([MS-CFB]).
const (
	maxSector  = 0xFFFFFFFA // the largest number of a real sector
	endOfChain = 0xFFFFFFFE
)

const compoundMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

var errCompound = errors.New("the compound file is damaged or cut off")

// compound is an OLE2 compound file: the container of streams around an .xls workbook, and around an encrypted .xlsx.
type compound struct {
	data       []byte
	sectorSize int
	fat        []uint32 // the sector that follows each sector
	miniFAT    []uint32
	mini       []byte // holds the streams shorter than cutoff, in sectors of 64 bytes
	cutoff     uint32
	entries    []entry
}

type entry struct {
	name  string
	kind  byte // 1 storage, 2 stream, 5 root
	start uint32
	size  uint32
}

func openCompound(data []byte) (*compound, error) {
	if len(data) < len(compoundMagic) || string(data[:len(compoundMagic)]) != compoundMagic {
		return nil, errors.New("not an OLE2 compound file")
	}
	if len(data) < 512 {
		return nil, errCompound
	}
	u32 := func(at int) uint32 { return binary.LittleEndian.Uint32(data[at:]) }
	shift := binary.LittleEndian.Uint16(data[30:])
	if shift != 9 && shift != 12 {
		return nil, errCompound
	}
	c := &compound{data: data, sectorSize: 1 << shift, cutoff: u32(56)}
	if err := c.readFAT(u32(68)); err != nil {
		return nil, err
	}
	miniFAT, err := c.chain(u32(60))
	if err != nil {
		return nil, err
	}
	c.miniFAT = numbers(miniFAT)
	directory, err := c.chain(u32(48))
	if err != nil {
		return nil, err
	}
	for ; len(directory) >= 128; directory = directory[128:] {
		c.addEntry(directory[:128])
	}
	for _, e := range c.entries {
		if e.kind == 5 {
			if c.mini, err = c.chain(e.start); err != nil {
				return nil, err
			}
		}
	}
	return c, nil
}

// readFAT collects the sector table from the 109 places in the header and the chain of further places (DIFAT).
func (c *compound) readFAT(difat uint32) error {
	places := numbers(c.data[76:512])
	for seen := 0; difat < maxSector; seen++ {
		sector, ok := c.sector(difat)
		if !ok || len(sector) < c.sectorSize || seen > len(c.data)/c.sectorSize {
			return errCompound
		}
		list := numbers(sector)
		places = append(places, list[:len(list)-1]...)
		difat = list[len(list)-1]
	}
	for _, place := range places {
		if place >= maxSector {
			continue
		}
		sector, ok := c.sector(place)
		if !ok || len(c.fat) > len(c.data)/c.sectorSize+c.sectorSize {
			return errCompound
		}
		c.fat = append(c.fat, numbers(sector)...)
	}
	return nil
}

// sector gives one sector; the last one of a file may be cut short, as some writers leave it.
func (c *compound) sector(n uint32) ([]byte, bool) {
	from := (int64(n) + 1) * int64(c.sectorSize)
	if from >= int64(len(c.data)) {
		return nil, false
	}
	return c.data[from:min(from+int64(c.sectorSize), int64(len(c.data)))], true
}

// chain joins the sectors from start on.
func (c *compound) chain(start uint32) ([]byte, error) {
	var joined []byte
	for n, left := start, len(c.data)/c.sectorSize; n < maxSector; left-- {
		sector, ok := c.sector(n)
		if !ok || int64(n) >= int64(len(c.fat)) || left < 0 { // left: a chain that bites its tail
			return nil, errCompound
		}
		joined = append(joined, sector...)
		n = c.fat[n]
	}
	return joined, nil
}

func (c *compound) addEntry(record []byte) {
	units := make([]uint16, 0, 32)
	for at := 0; at < 64; at += 2 {
		unit := binary.LittleEndian.Uint16(record[at:])
		if unit == 0 {
			break
		}
		units = append(units, unit)
	}
	c.entries = append(c.entries, entry{
		name:  string(utf16.Decode(units)),
		kind:  record[66],
		start: binary.LittleEndian.Uint32(record[116:]),
		size:  binary.LittleEndian.Uint32(record[120:]),
	})
}

// stream gives the content of a stream by its name, and whether it is there and whole.
func (c *compound) stream(name string) ([]byte, bool) {
	for _, e := range c.entries {
		if e.kind != 2 || e.name != name {
			continue
		}
		content, err := c.chain(e.start)
		if e.size < c.cutoff {
			content, err = c.miniChain(e.start)
		}
		if err != nil || int64(e.size) > int64(len(content)) {
			return nil, false
		}
		return content[:e.size], true
	}
	return nil, false
}

func (c *compound) miniChain(start uint32) ([]byte, error) {
	const size = 64
	var joined []byte
	for n, left := int64(start), len(c.mini)/size; n < maxSector; left-- {
		if n >= int64(len(c.miniFAT)) || (n+1)*size > int64(len(c.mini)) || left < 0 {
			return nil, errCompound
		}
		joined = append(joined, c.mini[n*size:(n+1)*size]...)
		n = int64(c.miniFAT[n])
	}
	return joined, nil
}

// numbers reads a sector as the 32-bit numbers that it holds.
func numbers(sector []byte) []uint32 {
	list := make([]uint32, len(sector)/4)
	for i := range list {
		list[i] = binary.LittleEndian.Uint32(sector[4*i:])
	}
	return list
}
