package words

// Home is the page of the eleven.
type Home struct {
	Themes map[string]string // by the group in view.csv
}

var dutchHome = Home{
	Themes: map[string]string{"leefbaarheid": "Leefbaarheid", "wonen": "Wonen", "inkomen": "Inkomen", "veiligheid": "Veiligheid",
		"gezondheid": "Gezondheid", "bevolking": "Bevolking"},
}
