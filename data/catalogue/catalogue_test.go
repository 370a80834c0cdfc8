package catalogue

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestCatalogueLoads(t *testing.T) {
	cat, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	shown := 0
	for _, i := range cat.Indicators {
		if i.Shown {
			shown++
		}
	}
	if shown < 35 {
		t.Errorf("%d indicators are shown, want at least 35", shown)
	}
	var slugs []string
	for _, w := range cat.Wijken {
		slugs = append(slugs, w.Slug)
	}
	want := []string{"moerwijk", "morgenstond", "oosterparkwijk", "vinkhuizen", "jol", "zuiderzeewijk", "meijhorst",
		"willemskwartier", "afrikaanderwijk", "tarwewijk", "palenstein", "hoogvliet"}
	slices.Sort(slugs)
	slices.Sort(want)
	if !slices.Equal(slugs, want) {
		t.Errorf("wijken are %q, want %q", slugs, want)
	}
	if got := len(cat.Gemeenten()); got != 6 {
		t.Errorf("%d gemeenten, want 6", got)
	}
	kinds := map[SubjectKind]int{}
	for _, s := range cat.Subjects() {
		kinds[s.Kind]++
	}
	for kind, want := range map[SubjectKind]int{WijkKind: 11, ReferenceKind: 1, RingKind: 12, GemeenteKind: 6, RestKind: 6, LandKind: 1} {
		if kinds[kind] != want {
			t.Errorf("%d subjects of kind %s, want %d", kinds[kind], kind, want)
		}
	}
	if len(cat.Hash) != 64 {
		t.Errorf("hash %q is no sha256", cat.Hash)
	}
}

// TestCatalogueHasTheIndicatorsThatOthersBuildOn holds the ids that are addresses too.
func TestCatalogueHasTheIndicatorsThatOthersBuildOn(t *testing.T) {
	cat, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range strings.Fields(`inwoners huishoudens aandeel_0_14 aandeel_65plus eenpersoons dichtheid woningen woz koop
		huur corporatie inkomen_per_inwoner laag_inkomen bijstand ww ao opleiding_laag opleiding_hoog autos_per_huishouden gas
		stroom afstand_huisarts afstand_supermarkt omgevingsadressendichtheid misdrijven gezondheid_goed lbm lbm_klasse lbm_fys
		lbm_onv lbm_soc lbm_vrz lbm_won lbm2_klasse lbm2_score`) {
		if i, ok := cat.Indicator(id); !ok || !i.Shown {
			t.Errorf("indicator %s is not there or not shown", id)
		}
	}
	if _, ok := cat.Indicator("geluk"); ok {
		t.Error("an indicator that does not exist was found")
	}
}

// smallCatalogue is a whole catalogue of fictional places, to be changed by a test.
func smallCatalogue() map[string]string {
	return map[string]string{
		"indicator.csv": `id,naam,name,theme,side,route,unit,kind,numerator,denominator,per,weight,direction,decimals,min,max,editions,shown,definitie,source
inwoners,Inwoners,Inhabitants,Bevolking,mensen,,inwoners,count,,,,,neither,0,0,20000000,2018;2019-2020,ja,Aantal inwoners.,kwb
jongeren,Jongeren,Young,Bevolking,mensen,,inwoners,count,,,,,neither,0,0,20000000,2018-2020,nee,Aantal jongeren.,kwb
aandeel_jong,Aandeel jongeren,Share of young,Bevolking,mensen,,%,share,jongeren,inwoners,100,inwoners,neither,0,0,100,2018-2020,ja,Aandeel jongeren.,kwb
klasse,Klasse,Class,Leefbaarheid,plek,wonen,klasse,class,,,,,better,0,1,9,2020,ja,Klasse.,kwb
`,
		"column.csv": `source,generation,from,to,column,parent,unit,indicator,factor
kwb,D,2018,2020,AantalInwoners,,aantal,inwoners,1
`,
		"break.csv": `indicator,subject,level,year,kind,note,source
inwoners,,,2019,definitie,De telling is veranderd.,Toelichting
jongeren,,wijk+buurt,2019,peildatum,De dag is veranderd.,Toelichting
*,zonnewijk,,2020,indeling,De wijk is groter.,Kaart
`,
		"about.csv": `indicator,from_edition,to_edition,offset,moment,source
jongeren,2018,2019,-1,31 maart,Toelichting
jongeren,2020,2020,0,31 december,Toelichting
`,
		"minimum.csv": `indicator,from_edition,to_edition,level,counted,minimum,source
aandeel_jong,2018,2020,buurt,inwoners,50,Toelichting
`,
		renamedFile: "kind,old,new,since,why\ncijfer,mensen,inwoners,2021-01-01,Zoals het CBS het noemt.\nwijk,zonwijk,zonnewijk,2021-01-01,Een schrijffout.\n",
		"step.csv": `indicator,smallest,source
inwoners,10,Toelichting
`,
		"rounding.csv": `indicator,from_edition,to_edition,level,off,source
inwoners,2010,2020,wijk+buurt,4,Toelichting
`,
		"margin.csv": `indicator,margin,part,source
aandeel_jong,5,0.1,Eigen keuze
`,
		"source.csv": `id,family,year,title,publisher,table,status,licence,attribution,url
kwb-2020,kwb,2020,Cijfers 2020,Bureau,,definitief,CC BY 4.0,Bron: Bureau,
`,
		"wijk.csv": `slug,kind,name,gemeente_code,gemeente_name,city,note
zonnewijk,wijk,Zonnewijk,GM9901,Dorrestad,Dorrestad,
`,
		"wijk_part.csv": `slug,year,code,level,name,relation,evidence,confidence
zonnewijk,2020,WK990101,wijk,Zonnewijk,gelijk,gezien,H
zonnewijk,2020,BU99010101,buurt,Zonnewijk-Noord,deel,gezien,H
`,
		"route.csv": `family,from,to,kind,address,filter,member,mb_local,mb_national,confidence,evidence,tolerance
kwb,2018,2020,odata3,https://cijfers.example/{year}/{table},,,1,9,H,in gebruik,
kwb,2020,2020,zip,https://kaarten.example/{yy}.zip,,[.]csv$,1,9,L,in gebruik,
`,
		"interventies.csv": strings.ReplaceAll(interventionHeader, ";", ","),
		"event.csv": eventHeader + `zonnewijk-plan,zonnewijk,beleid,2007,2012-06,nee,Plan Zon,De wijk krijgt een plan.,"Dorrestad, Plan Zon, 2007",https://dorrestad.example/plan,zeker
`,
		"typology.csv": `id,naam,level,direction,definitie,source
vroeg,Vroeg,redelijk,slechter,Nog redelijk.,bedacht
terugval,Terugval,zwak,slechter,Zwak en slechter.,bedacht
herstel,Herstel,zwak,beter,Zwak en beter.,bedacht
succes,Succes,redelijk,beter,Redelijk en beter.,bedacht
`,
		"threshold.csv": `id,naam,value,choices,definitie,source
zwak,Zwak,25,10;25;50,Het zwakste deel.,bedacht
kans,Kans,0.1,0.05;0.1,De kans.,bedacht
jaren,Jaren,4,4;5,De jaren.,bedacht
`,
		"likeness.csv": `indicator,why
aandeel_jong,Hoe jong de wijk is.
`,
		"view.csv":   smallViews,
		"lesson.csv": smallTests,
	}
}

func asFiles(tables map[string]string) fstest.MapFS {
	files := fstest.MapFS{}
	for name, text := range tables {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

func TestSmallCatalogue(t *testing.T) {
	cat, err := load(asFiles(smallCatalogue()))
	if err != nil {
		t.Fatal(err)
	}
	young, _ := cat.Indicator("jongeren")
	if young.YearOf(2018) != 2017 || young.YearOf(2020) != 2020 || young.YearOf(2021) != 2021 || !slices.Equal(young.Years(), []int{2017, 2018, 2020}) {
		t.Errorf("editions are about %v", young.Years())
	}
	if people, _ := cat.Indicator("inwoners"); people.Step != 10 || young.Step != 1 {
		t.Errorf("steps are %v and %v", people.Step, young.Step)
	}
	if cuts := CutsOf(cat.Breaks); len(cuts) != 4 || cuts[1].Level != "wijk" || cuts[2].Level != "buurt" {
		t.Errorf("cuts are %+v", cuts)
	}
	share, _ := cat.Indicator("aandeel_jong")
	if len(share.Minimums) != 1 || share.Minimums[0].Least != 50 {
		t.Errorf("minimums are %+v", share.Minimums)
	}
	if share.Per != 100 || share.Numerator != "jongeren" || !slices.Equal(share.Denominator, []string{"inwoners"}) || share.Weight != "inwoners" {
		t.Errorf("share is read as %+v", share)
	}
	if count, _ := cat.Indicator("inwoners"); !slices.Equal(count.Editions, []int{2018, 2019, 2020}) {
		t.Errorf("editions are %v", count.Editions)
	}
	if w, ok := cat.Wijk("zonnewijk"); !ok || w.City != "Dorrestad" {
		t.Errorf("wijk is %+v", w)
	}
	if s, ok := cat.Source("kwb-2020"); !ok || s.Publisher != "Bureau" {
		t.Errorf("source is %+v", s)
	}
}

// TestCatalogueHash changes with any table, so that a revision made of another catalogue has another name.
func TestCatalogueHash(t *testing.T) {
	seen := map[string]string{}
	for name := range smallCatalogue() {
		if name == viewFile || name == lessonFile || name == renamedFile {
			continue
		}
		tables := smallCatalogue()
		tables[name] = strings.Replace(tables[name], "Dorrestad", "Dorrestede", 1)
		tables[name] = strings.NewReplacer("Aantal inwoners.", "Aantal mensen.", "AantalInwoners", "AantalMensen", "Toelichting", "Uitleg",
			"Eigen keuze", "Zelf gekozen", "Bron: Bureau", "Bron: bureau", "gezien", "gelezen", "in gebruik", "gebruikt", "Nog redelijk.", "Redelijk.", "Het zwakste", "Een zwak", "Hoe jong", "Of jong").Replace(tables[name])
		cat, err := load(asFiles(tables))
		if err != nil {
			t.Fatal(err)
		}
		if other, twice := seen[cat.Hash]; twice {
			t.Errorf("changing %s or %s gives the same hash", name, other)
		}
		seen[cat.Hash] = name
	}
}

func TestCatalogueRefuses(t *testing.T) {
	for _, c := range []struct{ name, file, old, new, want string }{
		{"a missing column", "indicator.csv", "kind,numerator", "soort,numerator", "deze kolom ontbreekt"},
		{"an unknown kind", "indicator.csv", "inwoners,count,,,,,neither", "inwoners,amount,,,,,neither", `kolom kind: "amount"`},
		{"an id with capitals", "indicator.csv", "klasse,Klasse,Class", "Klasse,Klasse,Class", "an id has only"},
		{"an id twice", "indicator.csv", "jongeren,Jongeren", "inwoners,Jongeren", "twee keer"},
		{"no definition", "indicator.csv", "Aantal jongeren.", "", "are all needed"},
		{"a bound that is no number", "indicator.csv", "neither,0,0,20000000,2018;2019", "neither,0,nul,20000000,2018;2019", `kolom min: "nul"`},
		{"years that run back", "indicator.csv", "2018;2019-2020", "2019;2018", "ascending order"},
		{"years that are none", "indicator.csv", "2018;2019-2020", "2018-x", "not a range of years"},
		{"a numerator alone", "indicator.csv", "share,jongeren,inwoners,100", "share,jongeren,,", "go together"},
		{"a numerator that does not exist", "indicator.csv", "share,jongeren,", "share,kinderen,", `"kinderen" is not a count`},
		{"a denominator that is no count", "indicator.csv", "jongeren,inwoners,100", "jongeren,klasse,100", `"klasse" is not a count`},
		{"a weight that does not exist", "indicator.csv", "100,inwoners,neither", "100,mensen,neither", `"mensen" is not a count`},
		{"a theme in two places", "indicator.csv", "Jongeren,Young,Bevolking", "Jongeren,Young,Leefbaarheid", "put it beside"},
		{"a class with a weight", "indicator.csv", "class,,,,,better", "class,,,,inwoners,better", "is not averaged"},
		{"an indicator of no family", "indicator.csv", "Aantal jongeren.,kwb", "Aantal jongeren.,cbs", `family "cbs"`},
		{"a column of no indicator", "column.csv", "aantal,inwoners,1", "aantal,mensen,1", `"mensen" is not in indicator.csv`},
		{"a column of no family", "column.csv", "kwb,D", "cbs,D", `family "cbs"`},
		{"a column with years that run back", "column.csv", "2018,2020", "2020,2018", "make no sense"},
		{"a column with factor nought", "column.csv", "inwoners,1", "inwoners,0", "make no sense"},
		{"a break of no indicator", "break.csv", "inwoners,,,2019", "mensen,,,2019", `"mensen" is not in indicator.csv`},
		{"a break of no subject", "break.csv", "*,zonnewijk", "*,maanwijk", `"maanwijk" is no subject`},
		{"a break without a source", "break.csv", "veranderd.,Toelichting", "veranderd.,", "note and source"},
		{"a break of an unknown kind", "break.csv", "definitie,De", "gevoel,De", "kolom kind"},
		{"a break of a level that is none", "break.csv", "wijk+buurt", "wijk+straat", `"straat" is no level`},
		{"a time about no indicator", "about.csv", "jongeren,2018", "mensen,2018", "makes no sense"},
		{"a time that lies ahead", "about.csv", ",-1,", ",1,", "makes no sense"},
		{"two times of one edition", "about.csv", "2020,2020,0", "2019,2020,0", "overlap"},
		{"a minimum of what is no count", "minimum.csv", "buurt,inwoners,", "buurt,klasse,", "makes no sense"},
		{"a step without a source", "step.csv", "10,Toelichting", "10,", "makes no sense"},
		{"a name that something still has", renamedFile, "zonwijk,zonnewijk", "zonnewijk,zonnewijk", "er is nog een wijk"},
		{"a name that leads nowhere", renamedFile, "mensen,inwoners", "mensen,burgers", "er is geen cijfer"},
		{"a name that was renamed twice", renamedFile, "zonwijk,", "mensen,", "twee keer"},
		{"a new name without a reason", renamedFile, "Een schrijffout.", "", "waarom"},
		{"a rounding of a share", "rounding.csv", "inwoners,2010", "aandeel_jong,2010", "makes no sense"},
		{"a share of rounded counts without a bound", "margin.csv", "aandeel_jong,5,0.1,Eigen keuze\n", "", "has no row"},
		{"a source twice", "source.csv", "kwb-2020,kwb,2020,Cijfers", "kwb-2020,kwb,2020,Cijfers 2020,Bureau,,definitief,CC BY 4.0,Bron: Bureau,\nkwb-2020,kwb,2020,Cijfers", "twee keer"},
		{"a status that is none", "source.csv", "definitief", "bijna", "kolom status"},
		{"a slug with capitals", "wijk.csv", "zonnewijk,", "Maanwijk,wijk,Maanwijk,GM9901,Dorrestad,Dorrestad,\nzonnewijk,", "not well formed"},
		{"a kind that is a gemeente's own", "wijk.csv", "zonnewijk,wijk,", "zonnewijk,eigen,", "kolom kind"},
		{"a gemeente code that is none", "wijk.csv", "GM9901", "GM99", "not well formed"},
		{"a wijk without areas", "wijk.csv", "zonnewijk,wijk,Zonnewijk,GM9901,Dorrestad,Dorrestad,", "zonnewijk,wijk,Zonnewijk,GM9901,Dorrestad,Dorrestad,\nmaanwijk,referentie,Maanwijk,GM9901,Dorrestad,Dorrestad,", "no areas"},
		{"a part of no wijk", "wijk_part.csv", "zonnewijk,2020,BU", "maanwijk,2020,BU", `"maanwijk" is not in wijk.csv`},
		{"a part twice", "wijk_part.csv", "BU99010101,buurt", "WK990101,buurt", "stands twice"},
		{"a part in another gemeente", "wijk_part.csv", "BU99010101", "BU99020101", "not an area of GM9901"},
		{"a part without evidence", "wijk_part.csv", "deel,gezien", "deel,", "evidence are needed"},
		{"an unknown relation", "wijk_part.csv", "deel,gezien", "naast,gezien", "kolom relation"},
		{"a year that is no number", "wijk_part.csv", "zonnewijk,2020,BU", "zonnewijk,nu,BU", `kolom year: "nu"`},
		{"a route without https", "route.csv", "https://cijfers", "http://cijfers", "no https address"},
		{"a route of no family", "route.csv", "kwb,2018,2020", "cbs,2018,2020", "make no sense"},
		{"a route of an unknown kind", "route.csv", "odata3", "ftp", "kolom kind"},
		{"a tolerance that is none", "route.csv", "L,in gebruik,", "L,in gebruik,-1", "tolerance"},
		{"a zip that says not what to take out", "route.csv", "[.]csv$", "[.csv$", "no pattern"},
		{"an intervention without a source", "interventies.csv", "voortzetting\n", "voortzetting\nzon,Zon" + strings.Repeat(",", 22) + "\n", "interventies.csv, rij 2, kolom bron"},
		{"a pair of level and direction twice", "typology.csv", "zwak,beter", "zwak,slechter", "its pair stands twice"},
		{"a pair that is missing", "typology.csv", "succes,Succes,redelijk,beter,Redelijk en beter.,bedacht\n", "", "want four"},
		{"a level that is none", "typology.csv", "herstel,Herstel,zwak", "herstel,Herstel,matig", "kolom level"},
		{"a bound that is no choice", "threshold.csv", "zwak,Zwak,25", "zwak,Zwak,30", "its value among them"},
		{"choices that are no numbers", "threshold.csv", "0.05;0.1,", "0.05;veel,", `kolom choices: "veel"`},
		{"a bound that is missing", "threshold.csv", "jaren,Jaren,4,4;5,De jaren.,bedacht\n", "", "want three"},
		{"likeness by a helper", "likeness.csv", "aandeel_jong", "jongeren", "no shown indicator"},
		{"likeness without a reason", "likeness.csv", "Hoe jong de wijk is.", "", "lacks its reason"},
		{"a row with a field too few", "wijk.csv", "Dorrestad,Dorrestad,", "Dorrestad", "niet evenveel velden"},
		{"an event of the rest of a gemeente", "event.csv", ",zonnewijk,", ",gm9901-rest,", `event.csv, rij 2, kolom subject: "gm9901-rest" kennen wij niet`},
	} {
		t.Run(c.name, func(t *testing.T) {
			tables := smallCatalogue()
			if !strings.Contains(tables[c.file], c.old) {
				t.Fatalf("%s has no %q to change", c.file, c.old)
			}
			tables[c.file] = strings.Replace(tables[c.file], c.old, c.new, 1)
			_, err := load(asFiles(tables))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error is %v, want one that says %q", err, c.want)
			}
		})
	}
	t.Run("a missing table", func(t *testing.T) {
		tables := smallCatalogue()
		delete(tables, "break.csv")
		if _, err := load(asFiles(tables)); err == nil {
			t.Error("no error")
		}
	})
}
