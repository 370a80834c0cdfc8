package data

import (
	"database/sql"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
)

// TestNobodyWrites: while a revision is open no other process can open it for writing, also after we have read its bytes by another
// descriptor, as a download does.
func TestNobodyWrites(t *testing.T) {
	if path := os.Getenv("WIJKINZICHT_SCHRIJF"); path != "" { // we are the other process
		other, err := sql.Open("duckdb", path)
		if err == nil {
			_, err = other.Exec("create table geschreven (a integer)")
		}
		if err != nil {
			t.Fatal(err)
		}
		return
	}
	if runtime.GOOS != "linux" {
		t.Skip("only Linux has locks of a descriptor")
	}
	db := published(t)
	if _, err := os.ReadFile(db.Path); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(os.Args[0], "-test.run=^TestNobodyWrites$")
	command.Env = append(os.Environ(), "WIJKINZICHT_SCHRIJF="+db.Path)
	out, err := command.CombinedOutput()
	if err == nil || !strings.Contains(string(out), "lock") {
		t.Errorf("another process could write: %v\n%.500s", err, out)
	}
	if db.Moved() {
		t.Error("the file is another one")
	}
}
