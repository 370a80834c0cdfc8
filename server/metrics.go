package server

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"wijkinzicht/server/answer"
)

// metrics counts what is asked, for a watchman; by route, so that no visitor can make a number of his own.
type metrics struct {
	requests *prometheus.CounterVec   // by route and status
	took     *prometheus.HistogramVec // by route
}

func newMetrics() *metrics {
	return &metrics{
		prometheus.NewCounterVec(prometheus.CounterOpts{Name: "wijkinzicht_requests_total", Help: "Requests by route and status of HTTP."}, []string{"route", "status"}),
		prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "wijkinzicht_request_seconds", Help: "Time until an answer was made, by route.",
			Buckets: []float64{.001, .005, .02, .1, .5, 2, 10}}, []string{"route"}),
	}
}

func (m *metrics) count(c *fiber.Ctx, status int, took time.Duration) {
	route := c.Route().Path
	switch {
	case strings.HasPrefix(route, "/static/"):
		route = "/static/:file"
	case status == fiber.StatusNotFound && route == "/": // what comes after all routes
		route = "none"
	}
	m.requests.WithLabelValues(route, strconv.Itoa(status)).Inc()
	m.took.WithLabelValues(route).Observe(took.Seconds())
}

// Metrics answers a watchman with everything that is counted, in the text format of Prometheus. It is no part of the site: who serves it
// chooses where.
func (s *Server) Metrics() http.Handler {
	registry := prometheus.NewRegistry()
	registry.MustRegister(s.metrics.requests, s.metrics.took, state{s.Desk},
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return promhttp.HandlerFor(registry, promhttp.HandlerOpts{})
}

// state tells how the desk stands at the moment that it is asked.
type state struct{ desk *answer.Desk }

var (
	aboutSent      = prometheus.NewDesc("wijkinzicht_answers_sent_total", "Answers of revisions that were sent, ready ones too.", nil, nil)
	aboutMade      = prometheus.NewDesc("wijkinzicht_answers_made_total", "Answers that were made because they were not ready.", nil, nil)
	aboutWorking   = prometheus.NewDesc("wijkinzicht_lane_working", "Pieces of work that are being done, by lane.", []string{"lane"}, nil)
	aboutWaiting   = prometheus.NewDesc("wijkinzicht_lane_waiting", "Pieces of work that wait for their turn, by lane.", []string{"lane"}, nil)
	aboutPublished = prometheus.NewDesc("wijkinzicht_revision_made_seconds", "When the published revision was made, in seconds since 1970.", []string{"revision", "program"}, nil)
	aboutOlder     = prometheus.NewDesc("wijkinzicht_older_revisions_open", "Older revisions that are open, for frozen embeds and questions.", nil, nil)
	aboutTrouble   = prometheus.NewDesc("wijkinzicht_trouble", "1 when the published file is gone or damaged; /healthz says what is wrong.", nil, nil)
)

// Describe names what there is.
func (s state) Describe(out chan<- *prometheus.Desc) {
	for _, about := range []*prometheus.Desc{aboutSent, aboutMade, aboutWorking, aboutWaiting, aboutPublished, aboutOlder, aboutTrouble} {
		out <- about
	}
}

// Collect counts it.
func (s state) Collect(out chan<- prometheus.Metric) {
	now := s.desk.Counts()
	give := func(about *prometheus.Desc, kind prometheus.ValueType, value float64, labels ...string) {
		out <- prometheus.MustNewConstMetric(about, kind, value, labels...)
	}
	give(aboutSent, prometheus.CounterValue, float64(now.Sent))
	give(aboutMade, prometheus.CounterValue, float64(now.Made))
	for _, lane := range now.Lanes {
		give(aboutWorking, prometheus.GaugeValue, float64(lane.Working), lane.Name)
		give(aboutWaiting, prometheus.GaugeValue, float64(lane.Waiting), lane.Name)
	}
	give(aboutPublished, prometheus.GaugeValue, float64(now.MadeAt.Unix()), now.Revision, s.desk.Program)
	give(aboutOlder, prometheus.GaugeValue, float64(now.Older))
	trouble := 0.0
	if s.desk.Trouble() != "" {
		trouble = 1
	}
	give(aboutTrouble, prometheus.GaugeValue, trouble)
}
