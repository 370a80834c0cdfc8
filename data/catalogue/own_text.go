package catalogue

import (
	"bytes"
	"encoding/binary"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// ownText is a gemeente's own table as it is read: its text in UTF-8, what stands between its fields, and how that was found out.
type ownText struct {
	text  []byte
	comma rune
	how   string // Dutch, for who wrote the file; empty: UTF-8, as asked
}

// readOwnText finds out how a table was written. A Dutch Excel writes "CSV UTF-8" with semicolons and a byte order mark, "CSV" in
// Windows-1252 with semicolons, and "Unicode-tekst" as UTF-16 with tabs; some programs put a line such as "sep=;" before it. Bytes that
// could be another encoding's are refused: a wrong letter in a name is worse than a question.
func readOwnText(name string, raw []byte) (ownText, error) {
	var out ownText
	switch text, is16 := fromUTF16(raw); {
	case is16:
		out.text, out.how = text, "UTF-16 (Unicode-tekst)"
	case utf8.Valid(raw):
		out.text = bytes.TrimPrefix(raw, []byte("\ufeff"))
	default:
		text, sure := fromWindows(raw)
		if head, _, _ := bytes.Cut(raw, []byte("\n")); !sure || !bytes.ContainsRune(head, ';') {
			good := bytes.ToValidUTF8(raw, []byte{0})
			return out, &Fault{File: name, Line: 1 + bytes.Count(good[:bytes.IndexByte(good, 0)], []byte("\n")),
				Problem: "hier staat een teken dat geen UTF-8 is; bewaar het bestand als CSV UTF-8"}
		}
		out.text, out.how = text, "Windows-1252 (CSV uit Excel)"
	}
	head, rest, _ := bytes.Cut(out.text, []byte("\n"))
	if said, ok := bytes.CutPrefix(bytes.TrimRight(head, "\r"), []byte("sep=")); ok && len(said) == 1 {
		// The line is emptied, not taken away, so that faults name the rows of the file.
		out.text, out.comma = append([]byte("\n"), rest...), rune(said[0])
		return out, nil
	}
	switch {
	case bytes.ContainsRune(head, ';'):
		out.comma = ';'
	case bytes.ContainsRune(head, '\t'):
		out.comma = '\t'
	default:
		out.comma = ','
	}
	return out, nil
}

// fromUTF16 reads text that begins with the byte order mark of UTF-16 and is whole.
func fromUTF16(raw []byte) (text []byte, ok bool) {
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(raw, []byte{0xff, 0xfe}):
		order = binary.LittleEndian
	case bytes.HasPrefix(raw, []byte{0xfe, 0xff}):
		order = binary.BigEndian
	}
	if order == nil || len(raw)%2 != 0 {
		return nil, false
	}
	var units []uint16
	for at := 2; at < len(raw); at += 2 {
		units = append(units, order.Uint16(raw[at:]))
	}
	text = []byte(string(utf16.Decode(units)))
	return text, !bytes.ContainsRune(text, unicode.ReplacementChar)
}

// windowsSigns are the signs of Windows-1252 below its letters that Dutch texts have.
var windowsSigns = map[byte]rune{0x80: '€', 0x85: '…', 0x91: '‘', 0x92: '’', 0x93: '“', 0x94: '”', 0x96: '–', 0x97: '—',
	0xa0: '\u00a0', 0xa7: '§', 0xb0: '°', 0xb2: '²', 0xb3: '³', 0xb7: '·'}

// fromWindows reads Windows-1252; not sure where a byte has no place in a Dutch text, or is a letter in the encoding of old Macs and a
// sign here: ë there is ‘ here.
func fromWindows(raw []byte) (text []byte, sure bool) {
	letter := func(at int) bool {
		return at >= 0 && at < len(raw) && (raw[at]|0x20 >= 'a' && raw[at]|0x20 <= 'z' || raw[at] >= 0xc0)
	}
	for i, b := range raw {
		sign, known := windowsSigns[b]
		switch {
		case b < ' ' && b != '\t' && b != '\r' && b != '\n':
			return nil, false
		case b < utf8.RuneSelf:
			text = append(text, b)
		case b >= 0xc0 && b != 0xd7 && b != 0xf7:
			text = utf8.AppendRune(text, rune(b)) // from here on as Unicode has them
		case !known, b != 0x92 && b >= 0x91 && b <= 0x97 && letter(i-1) && letter(i+1):
			return nil, false
		default:
			text = utf8.AppendRune(text, sign)
		}
	}
	return text, true
}
