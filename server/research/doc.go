// Package research serves people who work with the figures: the database and its files, questions in SQL, recipes, and how
// to cite.
package research
