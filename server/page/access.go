package page

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/server/answer"
	"wijkinzicht/web"
)

// toegankelijkheid answers "/toegankelijkheid": the accessibility statement.
func (s *Pages) toegankelijkheid(c *fiber.Ctx) error {
	const path = "/toegankelijkheid"
	return s.Desk.Serve(c, path, func(_ context.Context, rev *answer.Revision) (string, []byte, error) {
		page := web.ToegankelijkheidPage{Frame: s.Frame(rev, "Toegankelijkheid",
			"Hoe toegankelijk deze website is, wat nog niet is getoetst, en waar u een probleem meldt.", path, "")}
		return answer.HTML(s.Templates.Toegankelijkheid, page)
	})
}
