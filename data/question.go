package data

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
	"sync"
)

//go:embed question/*.sql question/clickhouse/*.sql
var questionFiles embed.FS

// Question is a worked question: what a researcher may want to know, and the SQL that answers it.
type Question struct {
	Slug       string
	File       string // its name among the worked questions, in their order
	Title      string
	Note       string // what to know about the answer; may be empty
	SQL        string
	ClickHouse string // the same in ClickHouse's dialect, of 18.16 and after
}

// Questions gives the worked questions in order; every one is run by the tests.
var Questions = sync.OnceValue(func() []Question {
	names, err := fs.Glob(questionFiles, "question/*.sql")
	if err != nil {
		panic(fmt.Sprintf("embedded questions: %v", err))
	}
	var out []Question
	for _, name := range names {
		text, err := questionFiles.ReadFile(name)
		if err != nil {
			panic(fmt.Sprintf("embedded questions: %v", err))
		}
		file := strings.TrimPrefix(name, "question/")
		other, err := questionFiles.ReadFile("question/clickhouse/" + file)
		if err != nil {
			panic(fmt.Sprintf("embedded questions: %v", err))
		}
		q := readQuestion(strings.TrimSuffix(file[3:], ".sql"), string(text)) // without its number
		q.File, q.ClickHouse = file, strings.TrimSpace(string(other))
		out = append(out, q)
	}
	return out
})

// readQuestion takes the title and the note from the comment lines on top.
func readQuestion(slug, text string) Question {
	q := Question{Slug: slug}
	var note []string
	for line := range strings.Lines(text) {
		if comment, ok := strings.CutPrefix(line, "-- "); ok && q.SQL == "" {
			note = append(note, strings.TrimSpace(comment))
			continue
		}
		q.SQL += line
	}
	q.SQL = strings.TrimSpace(q.SQL)
	q.Title, q.Note = note[0], strings.Join(note[1:], " ")
	return q
}
