package words

// Place is the page of a wijk or another area.
type Place struct {
	ProfileGroups map[string]ProfileGroup // by the group in view.csv
}

// ProfileGroup is a heading of a profile, with what it is about; that may be empty.
type ProfileGroup struct{ Name, About string }

var dutchPlace = Place{
	ProfileGroups: map[string]ProfileGroup{
		"plek":       {"De plek", ""},
		"leren":      {"Leren", "van basisvaardigheden tot een diploma"},
		"werken":     {"Werken", "van een bijdrage tot een vaste baan of een eigen zaak"},
		"wonen":      {"Wonen", "van een dak boven het hoofd tot de woning die men wil"},
		"vrije tijd": {"Vrije tijd", "van meedoen tot samen iets opzetten"},
		"gezondheid": {"Gezondheid", ""},
	},
}
