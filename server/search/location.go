package search

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"sync"
	"time"

	"github.com/paulmach/orb"
)

// LocationService is the national address service of PDOK (Locatieserver, version 3.1), which we ask where an address lies.
const LocationService = "https://api.pdok.nl/bzk/locatieserver/search/v3_1"

// How we ask it: PDOK asks for fair use and states no number, so a few questions a second; who waits longer than this is told to search by
// name.
const (
	addressTime   = 2 * time.Second
	addressPace   = 4 // questions a second
	addressRows   = 10
	addressAnswer = 1 << 20 // bytes of an answer that are read
)

// addressService asks the address service what visitors type, and nothing else of them.
type addressService struct {
	base   string
	client *http.Client

	mu    sync.Mutex
	asked [addressPace]time.Time // when the last questions were asked, in turn
	next  int
}

func newAddressService(base string) *addressService {
	return &addressService{base: base, client: &http.Client{Timeout: addressTime}}
}

// address is a place that the service knows.
type address struct {
	Name     string `json:"weergavenaam"`
	Kind     string `json:"type"` // adres, postcode, weg, woonplaats
	Buurt    string `json:"buurtcode"`
	Wijk     string `json:"wijkcode"`
	Gemeente string `json:"gemeentecode"` // without GM
	Point    string `json:"centroide_ll"` // POINT(lon lat)
}

// errBusy says that more was asked in a second than we ask of the service.
var errBusy = errors.New("the address service is asked too often")

// find gives the addresses, postcodes and streets that are like a text. Its errors do not repeat the text.
func (s *addressService) find(ctx context.Context, text string) ([]address, error) {
	if !s.mayAsk(time.Now()) {
		return nil, errBusy
	}
	q := url.Values{"q": {text}, "fq": {"type:(adres OR postcode OR weg)"}, "rows": {strconv.Itoa(addressRows)},
		"fl": {"weergavenaam,type,buurtcode,wijkcode,gemeentecode,centroide_ll"}}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.base+"/free?"+q.Encode(), nil)
	if err != nil {
		return nil, errors.New("ask the address service: its address is wrong")
	}
	request.Header.Set("User-Agent", "wijkinzicht")
	response, err := s.client.Do(request)
	var told *url.Error
	if errors.As(err, &told) { // it holds the address that was asked, with what the visitor typed
		err = told.Err
	}
	if err != nil {
		return nil, fmt.Errorf("ask the address service: %w", err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("the address service answers with status %d", response.StatusCode)
	}
	var answer struct {
		Response *struct {
			Docs []address `json:"docs"`
		} `json:"response"`
	}
	if err := json.NewDecoder(io.LimitReader(response.Body, addressAnswer)).Decode(&answer); err != nil {
		return nil, errors.New("the address service answers with something that is no JSON of its own")
	}
	if answer.Response == nil {
		return nil, errors.New("the address service answers without a response")
	}
	return answer.Response.Docs, nil
}

// mayAsk tells whether one more question now stays within the pace, and counts it.
func (s *addressService) mayAsk(now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now.Sub(s.asked[s.next]) < time.Second {
		return false
	}
	s.asked[s.next], s.next = now, (s.next+1)%addressPace
	return true
}

var pointPattern = regexp.MustCompile(`^POINT\((-?[0-9.]+) (-?[0-9.]+)\)$`)

// point gives where an address lies, in degrees; ok is false where the service does not say.
func (a address) point() (orb.Point, bool) {
	m := pointPattern.FindStringSubmatch(a.Point)
	if m == nil {
		return orb.Point{}, false
	}
	lon, err1 := strconv.ParseFloat(m[1], 64)
	lat, err2 := strconv.ParseFloat(m[2], 64)
	return orb.Point{lon, lat}, err1 == nil && err2 == nil
}
