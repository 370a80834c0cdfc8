package embed

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"

	"github.com/gofiber/fiber/v2"

	"wijkinzicht/data/store"
	"wijkinzicht/server/answer"
)

// telling is how many answers the server that we follow is told of at a time; more are told when they are asked again.
const telling = 4

// kept gives what was frozen under an address, here or by the server that this one follows: somebody else's page shows it whichever of us
// it asks.
func (s *Embeds) kept(c *fiber.Ctx, revision, address string) (store.FrozenAnswer, error) {
	frozen, err := s.Desk.Store.Frozen(revision, address)
	if err == nil || s.Elder == nil || !errors.Is(err, fs.ErrNotExist) {
		return frozen, err
	}
	here, stop := answer.While(c)
	defer stop()
	contentType, body, err := s.Elder(here, address, store.MostFrozenBytes)
	if err != nil {
		return frozen, err
	}
	frozen = store.FrozenAnswer{Address: address, ContentType: contentType, Body: body}
	if err := s.Desk.Store.Freeze(revision, frozen); err != nil && !errors.Is(err, store.ErrFull) {
		slog.Warn("a frozen embed is not kept", "address", address, "error", err)
	}
	return frozen, nil
}

// tell has the server that this one follows keep a frozen answer too, by asking it for it: the others find it there.
func (s *Embeds) tell(address string) {
	if s.Elder == nil {
		return
	}
	select {
	case s.told <- struct{}{}:
	default:
		return
	}
	go func() {
		defer func() { <-s.told }()
		if _, _, err := s.Elder(context.Background(), address, store.MostFrozenBytes); err != nil {
			slog.Debug("the server that is followed was not told of a frozen embed", "address", address, "error", err)
		}
	}()
}
