package research

import (
	"context"
	"embed"
	"fmt"
	"strings"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data"
	"wijkinzicht/server/answer"
	"wijkinzicht/web"
)

//go:embed recipe/*
var recipeFiles embed.FS

// recipes lists the recipes in the order of the page. Those that are tested are run by TestRecipesRun.
var recipes = []struct {
	file, title, note string
	tested            bool
}{
	{"opdrachtregel.sh", "Op de opdrachtregel", "Met curl, en met het programma zelf op een gedownload bestand.", true},
	{"pandas.py", "Python met pandas", "Rijen van de API in een DataFrame.", true},
	{"r.R", "R, zonder pakketten", "Rijen van de API in een data.frame.", true},
	{"sf.R", "R met sf", "Buurten met hun grens en een cijfer, als kaart.", true},
	{"duckdb.py", "Python met duckdb", "De gedownloade database, of de Parquet-bestanden zo van het web (httpfs). Debian heeft dit pakket niet; dezelfde vragen stellen onze tests in de DuckDB van npm.", false},
	{"duckdb.sql", "De shell van DuckDB", "Parquet lezen zonder te downloaden: DuckDB haalt alleen de delen die het nodig heeft. Debian heeft deze shell niet.", false},
	{"twee-revisies.sql", "Twee revisies vergelijken", "In één DuckDB, met de gedownloade bestanden van beide. Onze tests doen dit in de oudste en de nieuwste DuckDB.", true},
	{"duckdb-wasm.js", "In de browser met duckdb-wasm", "Voor een notebook of een eigen pagina: de database blijft op deze server, en DuckDB haalt alleen de delen die het nodig heeft. Alle adressen van deze pagina's mogen van elke andere site worden gelezen.", true},
	{"duckdb.R", "R met duckdb", "De gedownloade database. Debian heeft dit pakket niet.", false},
	{"clickhouse.sh", "ClickHouse, op een server of een cluster", "Om grote tabellen van uzelf aan te koppelen. De uitgewerkte vragen staan ook in dat dialect. Onze tests laden de export in ClickHouse 18.16 van Debian, op één server en op een cluster van twee, en vergelijken de antwoorden met die van DuckDB.", false},
	{"qgis.txt", "QGIS", "Buurten met hun cijfers als kaartlaag. Zo gedaan in QGIS 3.22 van Debian 12; onze tests lezen deze laag met GDAL, waarmee QGIS leest.", false},
}

// recipeCode gives a recipe with the addresses of this server and revision in it.
func (s *Research) recipeCode(db *data.DB, file string) (string, error) {
	text, err := recipeFiles.ReadFile("recipe/" + file)
	if err != nil {
		return "", fmt.Errorf("recipe %s: %w", file, err)
	}
	return strings.NewReplacer("ADRES", s.Address, "REVISIE", db.Revision).Replace(string(text)), nil
}

// receptenPage answers "/onderzoek/recepten".
func (s *Research) receptenPage(c *fiber.Ctx) error {
	return s.Desk.Serve(c, "/onderzoek/recepten", func(_ context.Context, rev *answer.Revision) (string, []byte, error) {
		page := web.ReceptenPage{Frame: s.Frame(rev, "Recepten", "De cijfers van Wijk in zicht in Python, R, QGIS, ClickHouse en op de opdrachtregel.", "/onderzoek/recepten", web.SectionOnderzoek)}
		for _, r := range recipes {
			code, err := s.recipeCode(rev.DB, r.file)
			if err != nil {
				return "", nil, err
			}
			page.Recipes = append(page.Recipes, web.Recipe{ID: strings.ReplaceAll(r.file, ".", "-"), Title: r.title, Note: r.note, Code: code, Tested: r.tested})
		}
		return answer.HTML(s.Templates.Recepten, page)
	})
}
