package ingest

import (
	"fmt"
	"strings"
)

// area is a row of a fixture: an area with its figures in the order of the fixture's columns.
type area struct {
	code, name, kind string
	cells            []string
}

// bom is how StatLine begins its exports.
const bom = "\ufeff"

// statlineExport writes the generation of 2019: BOM, semicolons, CRLF, quotes only where a heading has a semicolon,
// names and codes padded with blanks, a decimal point, and a missing figure as a point behind blanks.
func statlineExport(headings []string, areas []area) []byte {
	fixed := []string{"Wijken en buurten", "Regioaanduiding/Gemeentenaam (naam)", "Regioaanduiding/Soort regio (omschrijving)",
		"Regioaanduiding/Codering (code)", "Regioaanduiding/Indelingswijziging wijken en buurten (code)"}
	var b strings.Builder
	b.WriteString(bom)
	for i, h := range append(fixed, headings...) {
		if i > 0 {
			b.WriteByte(';')
		}
		if strings.Contains(h, ";") {
			h = `"` + h + `"`
		}
		b.WriteString(h)
	}
	b.WriteString("\r\n")
	for _, a := range areas {
		fmt.Fprintf(&b, "%s;%-40s;%-10s;%-10s;1", a.name, "Dorrestad", a.kind, a.code)
		for _, c := range a.cells {
			b.WriteByte(';')
			b.WriteString(statlineCell(c))
		}
		b.WriteString("\r\n")
	}
	return []byte(b.String())
}

// statlineCell pads as StatLine does: points and numbers with decimals to eight characters.
func statlineCell(text string) string {
	if text == "." || strings.Contains(text, ".") {
		return fmt.Sprintf("%8s", text)
	}
	return text
}

// statWebExport writes the generation of 2015: everything quoted, a title with the year, two more title lines, a line
// of topics, a line of units, names without codes, decimal commas, and a last line with the source.
func statWebExport(year int, topics, units []string, areas []area) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, bom+"\"Kerncijfers wijken en buurten %d\"\r\n\"\"\r\n\"\";\"Onderwerp\"\r\n", year)
	line := func(first string, cells []string) {
		fmt.Fprintf(&b, `"%s"`, first)
		for _, c := range cells {
			fmt.Fprintf(&b, `;"%s"`, c)
		}
		b.WriteString("\r\n")
	}
	line("", topics)
	line("Wijken en buurten", units)
	for _, a := range areas {
		line(a.name, a.cells)
	}
	b.WriteString("\"Bron: CBS\"\r\n")
	return []byte(b.String())
}

// headings2020 are the columns of KWB 2020 in a StatLine export, behind the five that name the area.
const headings2020 = `Bevolking/Aantal inwoners (aantal)
Bevolking/Geslacht/Mannen (aantal)
Bevolking/Geslacht/Vrouwen (aantal)
Bevolking/Leeftijdsgroepen/0 tot 15 jaar (aantal)
Bevolking/Leeftijdsgroepen/15 tot 25 jaar (aantal)
Bevolking/Leeftijdsgroepen/25 tot 45 jaar (aantal)
Bevolking/Leeftijdsgroepen/45 tot 65 jaar (aantal)
Bevolking/Leeftijdsgroepen/65 jaar of ouder (aantal)
Bevolking/Burgerlijke staat/Ongehuwd (aantal)
Bevolking/Burgerlijke staat/Gehuwd (aantal)
Bevolking/Burgerlijke staat/Gescheiden (aantal)
Bevolking/Burgerlijke staat/Verweduwd (aantal)
Bevolking/Personen met een migratieachtergrond/Westers totaal (aantal)
Bevolking/Personen met een migratieachtergrond/Niet-westers/Niet-westers totaal (aantal)
Bevolking/Personen met een migratieachtergrond/Niet-westers/Marokko (aantal)
Bevolking/Personen met een migratieachtergrond/Niet-westers/Suriname (aantal)
Bevolking/Personen met een migratieachtergrond/Niet-westers/Turkije (aantal)
Bevolking/Geboorte en sterfte/Geboorte totaal (aantal)
Bevolking/Geboorte en sterfte/Geboorte relatief (per 1 000 inwoners)
Bevolking/Geboorte en sterfte/Sterfte totaal (aantal)
Bevolking/Geboorte en sterfte/Sterfte relatief (per 1 000 inwoners)
Bevolking/Particuliere huishoudens/Huishoudens totaal (aantal)
Bevolking/Particuliere huishoudens/Eenpersoonshuishoudens (aantal)
Bevolking/Particuliere huishoudens/Huishoudens zonder kinderen (aantal)
Bevolking/Particuliere huishoudens/Huishoudens met kinderen (aantal)
Bevolking/Particuliere huishoudens/Gemiddelde huishoudensgrootte (aantal)
Bevolking/Bevolkingsdichtheid (aantal inwoners per km²)
Wonen/Woningvoorraad (aantal)
Wonen/Gemiddelde woningwaarde (x 1 000 euro)
Wonen/Woningen naar type/Percentage eengezinswoning (%)
Wonen/Woningen naar type/Percentage meergezinswoning (%)
Wonen/Woningen naar bewoning/Percentage bewoond (%)
Wonen/Woningen naar bewoning/Percentage onbewoond (%)
Wonen/Woningen naar eigendom/Koopwoningen (%)
Wonen/Woningen naar eigendom/Huurwoningen/Huurwoningen totaal (%)
Wonen/Woningen naar eigendom/Huurwoningen/In bezit woningcorporatie (%)
Wonen/Woningen naar eigendom/Huurwoningen/In bezit overige verhuurders (%)
Wonen/Woningen naar eigendom/Eigendom onbekend (%)
Wonen/Woningen naar bouwjaar/Bouwjaar voor 2000 (%)
Wonen/Woningen naar bouwjaar/Bouwjaar vanaf 2000 (%)
Energie/Gemiddeld elektriciteitsverbruik/Gemiddeld elektriciteitsverbruik totaal (kWh)
Energie/Gemiddeld elektriciteitsverbruik/Naar woningtype/Appartement (kWh)
Energie/Gemiddeld elektriciteitsverbruik/Naar woningtype/Tussenwoning (kWh)
Energie/Gemiddeld elektriciteitsverbruik/Naar woningtype/Hoekwoning (kWh)
Energie/Gemiddeld elektriciteitsverbruik/Naar woningtype/Twee-onder-één-kap-woning (kWh)
Energie/Gemiddeld elektriciteitsverbruik/Naar woningtype/Vrijstaande woning (kWh)
Energie/Gemiddeld elektriciteitsverbruik/Naar eigendom/Huurwoning (kWh)
Energie/Gemiddeld elektriciteitsverbruik/Naar eigendom/Eigen woning (kWh)
Energie/Gemiddeld aardgasverbruik/Gemiddeld aardgasverbruik totaal (m³)
Energie/Gemiddeld aardgasverbruik/Naar woningtype/Appartement (m³)
Energie/Gemiddeld aardgasverbruik/Naar woningtype/Tussenwoning (m³)
Energie/Gemiddeld aardgasverbruik/Naar woningtype/Hoekwoning (m³)
Energie/Gemiddeld aardgasverbruik/Naar woningtype/Twee-onder-één-kap-woning (m³)
Energie/Gemiddeld aardgasverbruik/Naar woningtype/Vrijstaande woning (m³)
Energie/Gemiddeld aardgasverbruik/Naar eigendom/Huurwoning (m³)
Energie/Gemiddeld aardgasverbruik/Naar eigendom/Eigen woning (m³)
Energie/Gemiddeld aardgasverbruik/Percentage woningen met stadsverwarming (%)
Onderwijs/Opleidingsniveau laag  (aantal)
Onderwijs/Opleidingsniveau middelbaar  (aantal)
Onderwijs/Opleidingsniveau hoog  (aantal)
Inkomen/Inkomen van personen/Aantal inkomensontvangers   (aantal)
Inkomen/Inkomen van personen/Gemiddeld inkomen per inkomensontvanger  (x 1 000 euro)
Inkomen/Inkomen van personen/Gemiddeld inkomen per inwoner  (x 1 000 euro)
Inkomen/Inkomen van personen/40% personen met laagste inkomen (%)
Inkomen/Inkomen van personen/20% personen met hoogste inkomen (%)
Inkomen/Inkomen van huishoudens/Gem. gestandaardiseerd inkomen van huish (x 1 000 euro)
Inkomen/Inkomen van huishoudens/40% huishoudens met laagste inkomen (%)
Inkomen/Inkomen van huishoudens/20% huishoudens met hoogste inkomen (%)
Inkomen/Inkomen van huishoudens/Huishoudens met een laag inkomen (%)
Inkomen/Inkomen van huishoudens/Huish. onder of rond sociaal minimum (%)
Inkomen/Inkomen van huishoudens/Mediaan vermogen van particuliere huish. (x 1 000 euro)
Sociale zekerheid/Personen per soort uitkering; Bijstand (aantal)
Sociale zekerheid/Personen per soort uitkering; AO (aantal)
Sociale zekerheid/Personen per soort uitkering; WW (aantal)
Sociale zekerheid/Personen per soort uitkering; AOW (aantal)
Zorg/Jongeren met jeugdzorg in natura  (aantal)
Zorg/Percentage jongeren met jeugdzorg  (%)
Zorg/Wmo-cliënten  (aantal)
Zorg/Wmo-cliënten relatief  (per 1 000 inwoners)
Bedrijfsvestigingen, SBI 2008/Bedrijfsvestigingen totaal (aantal)
Bedrijfsvestigingen, SBI 2008/Bedrijfsvestigingen naar activiteit/G+I Handel en horeca (aantal)
Bedrijfsvestigingen, SBI 2008/Bedrijfsvestigingen naar activiteit/M-N Zakelijke dienstverlening (aantal)
Motorvoertuigen/Personenauto's/Personenauto's totaal (aantal)
Motorvoertuigen/Personenauto's/Personenauto's brandstoftype/Personenauto's; brandstof benzine (aantal)
Motorvoertuigen/Personenauto's/Personenauto's per huishouden (per huishouden)
Motorvoertuigen/Personenauto's/Personenauto's naar oppervlakte (per km²)
Motorvoertuigen/Motorfietsen (aantal)
Nabijheid voorzieningen/Afstand tot huisartsenpraktijk (km)
Nabijheid voorzieningen/Afstand tot grote supermarkt (km)
Nabijheid voorzieningen/Afstand tot kinderdagverblijf (km)
Nabijheid voorzieningen/Basisonderwijs/Afstand tot school (km)
Nabijheid voorzieningen/Basisonderwijs/Scholen binnen 3 km (aantal)
Oppervlakte/Oppervlakte totaal (ha)
Oppervlakte/Oppervlakte land (ha)
Oppervlakte/Oppervlakte water (ha)
Postcode/Meest voorkomende postcode (code)
Postcode/Dekkingspercentage (code)
Stedelijkheid/Mate van stedelijkheid (code)
Stedelijkheid/Omgevingsadressendichtheid (per km²)`

// unitOf is the unit between the brackets that end a heading.
func unitOf(heading string) string {
	return strings.TrimSuffix(heading[strings.LastIndex(heading, "(")+1:], ")")
}
