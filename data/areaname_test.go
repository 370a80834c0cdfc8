package data

import "testing"

// TestNamesAreComparedAlike: SQL and Go bring names to the same form, whatever a source lost of them.
func TestNamesAreComparedAlike(t *testing.T) {
	b := newBuilder(t, nil)
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"Wijk 06 Van Stolkpark en Scheveningse Bo", "Van Stolkpark en Scheveningse Bosjes", true},
		{"Zeeënbuurt", "Zeeenbuurt", true}, {"Wijk 36 Moerwijk", "MOERWIJK", true}, {"Gebied 22  Noord-West", "Noord West", true},
		{"Noord/West, Hart", "noord west hart", true}, {"Noord", "Zuid", false}, {"Wijkpark", "park", false}, {"Sûdwest", "Sudwest", true},
	} {
		if got := SameName(c.a, c.b); got != c.same {
			t.Errorf("%q and %q: %v", c.a, c.b, got)
		}
		for _, name := range []string{c.a, c.b} {
			var sql string
			if err := b.conn.QueryRowContext(t.Context(), "select plain_name(?)", name).Scan(&sql); err != nil || sql != plainName(name) {
				t.Errorf("%q is %q in SQL and %q in Go, %v", name, sql, plainName(name), err)
			}
		}
	}
}
