package words

import (
	"fmt"
	"strings"
)

// Home is the page of the eleven.
type Home struct {
	Themes                          map[string]string // by the group in view.csv
	ByGap, ByName, ByLevel, ByMoved string            // the choices of order
	First, Last                     string            // of years that are not chosen
	NoHeadline                      func(indicator string) string
	Headline                        func(indicator string, from, to, up, down, of int, side Side) string
	Distances                       func(d Distances) string
	OnlyAround                      func(area string) string // why there is no distance
	NoCity, NoTwoYears              string
	Beside                          func(how string, from, to int) string // how the distance of another wijk to its city went
}

// Distances counts wijken by how their distance to their own city went.
type Distances struct {
	Favoured             bool // one way is better: gained it, not nearness, is counted
	Up, Down, Same, None int
}

var dutchHome = Home{
	Themes: map[string]string{"leefbaarheid": "Leefbaarheid", "wonen": "Wonen", "inkomen": "Inkomen", "veiligheid": "Veiligheid",
		"gezondheid": "Gezondheid", "bevolking": "Bevolking"},
	ByGap: "op afstand tot de stad", ByName: "op naam", ByLevel: "op niveau", ByMoved: "op verandering", First: "eerste", Last: "laatste",
	Beside:     func(how string, from, to int) string { return fmt.Sprintf("%s, %d–%d", how, from, to) },
	NoHeadline: func(indicator string) string { return indicator + " in de elf wijken" },
	Headline: func(indicator string, from, to, up, down, of int, side Side) string {
		rose, fell := "hoger", "lager"
		switch side {
		case Better:
			rose, fell = "beter", "slechter"
		case More:
			rose, fell = "meer", "minder"
		}
		switch {
		case up == 0 && down == 0:
			return fmt.Sprintf("%s %d–%d: in geen van de %d wijken %s of %s", indicator, from, to, of, rose, fell)
		case up == 0:
			return fmt.Sprintf("%s %d–%d: in %s %s, in geen enkele %s", indicator, from, to, dutchOf(down, of, "wijken"), fell, rose)
		case down == 0:
			return fmt.Sprintf("%s %d–%d: in %s %s, in geen enkele %s", indicator, from, to, dutchOf(up, of, "wijken"), rose, fell)
		}
		return fmt.Sprintf("%s %d–%d: in %s %s, in %d %s", indicator, from, to, dutchOf(up, of, "wijken"), rose, down, fell)
	},
	Distances: func(d Distances) string {
		better, worse := [2]string{"deed het beter dan de eigen stad", "deden het beter dan hun stad"}, [2]string{"raakte verder achter of verloor voorsprong", "raakten verder achter of verloren voorsprong"}
		if !d.Favoured {
			better, worse = [2]string{"kwam dichter bij de eigen stad", "kwamen dichter bij hun stad"}, [2]string{"kwam er verder vandaan", "kwamen er verder vandaan"}
		}
		parts := []string{dutchDid(d.Up, better), dutchDid(d.Down, worse)}
		if d.Same > 0 {
			parts = append(parts, dutchDid(d.Same, [2]string{"bleef even ver", "bleven even ver"}))
		}
		text := strings.Join(parts, ", ")
		if d.None > 0 {
			text += "; bij " + DutchCount(d.None) + " is dat niet te zeggen"
		}
		return Sentence(text)
	},
	OnlyAround: func(area string) string { return "alleen " + area + " eromheen is gepubliceerd" },
	NoCity:     "geen cijfer van de stad", NoTwoYears: "geen twee jaren die te vergelijken zijn",
}
