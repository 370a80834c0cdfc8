package server

// Patterns lists the addresses that the server answers, with a colon before what differs: /wijk/:slug.
func (s *Server) Patterns() []string {
	var out []string
	for _, r := range s.app.GetRoutes(true) {
		if r.Method == "GET" {
			out = append(out, r.Path)
		}
	}
	return out
}
