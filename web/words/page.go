package words

// Pages are the texts of pages, by subject.
type Pages struct {
	Place    Place
	Apart    Apart
	Study    Study
	Home     Home
	Brief    Brief
	Register Register
	Lesson   Lesson
	Trial    Trial
	Signal   Signal
	Matrix   Matrix
	Changed  Changed
}

// Page is what pages say, in Dutch. It stands beside Words and not in it: who would ask for a page in a language that none is written in
// does not compile.
var Page = Pages{Place: dutchPlace, Apart: dutchApart, Study: dutchStudy, Home: dutchHome, Brief: dutchBrief, Register: dutchRegister, Lesson: dutchLesson, Trial: dutchTrial,
	Signal: dutchSignal, Matrix: dutchMatrix, Changed: dutchChanged}
