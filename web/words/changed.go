package words

import "fmt"

// Changed is what is said of what differs between two revisions.
type Changed struct {
	Figures func(changed, added, removed int) string // published figures
	Series  func(n int) string                       // values of our own series
	Value   func(value, status string) string        // as it is in one of the two; status as in the database, empty: it is not there
}

var dutchChanged = Changed{
	Figures: func(changed, added, removed int) string {
		if changed+added+removed == 0 {
			return "Er is geen gepubliceerd cijfer veranderd."
		}
		parts := []string{fmt.Sprintf("%s gepubliceerde cijfers hebben een andere waarde of reden", dutchNumber(changed)), fmt.Sprintf("er kwamen er %s bij", dutchNumber(added)), fmt.Sprintf("er verdwenen er %s", dutchNumber(removed))}
		if changed < 2 {
			parts[0] = fmt.Sprintf("%s gepubliceerd cijfer heeft een andere waarde of reden", DutchCount(changed))
		}
		if added < 2 {
			parts[1] = fmt.Sprintf("er kwam er %s bij", DutchCount(added))
		}
		if removed < 2 {
			parts[2] = fmt.Sprintf("er verdween er %s", DutchCount(removed))
		}
		return Sentence(parts[0] + "; " + parts[1] + ", en " + parts[2])
	},
	Series: func(n int) string {
		switch n {
		case 0:
			return "Onze reeksen van de wijken en hun gemeenten bleven gelijk."
		case 1:
			return "In onze reeksen van de wijken en hun gemeenten is één waarde anders, of anders gemaakt."
		}
		return fmt.Sprintf("In onze reeksen van de wijken en hun gemeenten zijn %s waarden anders, of anders gemaakt.", dutchNumber(n))
	},
	Value: func(value, status string) string {
		switch {
		case status == "":
			return "niets"
		case value == "":
			return status
		case status == "voorlopig":
			return value + " (voorlopig)"
		}
		return value
	},
}
