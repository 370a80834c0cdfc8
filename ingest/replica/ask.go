package replica

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"time"
)

// askTime is how long an answer of the other server may take; a visitor waits for it.
const askTime = 5 * time.Second

var asker = http.Client{Timeout: askTime}

// Ask gives the other server's answer at an address of ours (a path with its query); one that it has not, or that is larger than most, is
// an error.
func (f *Follower) Ask(ctx context.Context, address string, most int64) (contentType string, body []byte, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, f.primary+address, nil)
	if err != nil {
		return "", nil, fmt.Errorf("ask %s: %w", address, err)
	}
	r, err := asker.Do(request)
	if err != nil {
		return "", nil, fmt.Errorf("ask %s: %w", address, err)
	}
	defer r.Body.Close()
	if body, err = io.ReadAll(io.LimitReader(r.Body, most+1)); err != nil {
		return "", nil, fmt.Errorf("ask %s: %w", address, err)
	}
	if r.StatusCode != http.StatusOK || int64(len(body)) > most {
		return "", nil, fmt.Errorf("ask %s: status %d with %d bytes", address, r.StatusCode, len(body))
	}
	return r.Header.Get("Content-Type"), body, nil
}
