# From source to a small image: docker build --build-arg VERSION=$(git describe --always) -t wijkinzicht .
FROM docker.io/library/node:22-bookworm-slim AS web
WORKDIR /src/web
COPY web/package.json web/package-lock.json web/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY web ./
RUN npm run --silent build

FROM docker.io/library/golang:1.26-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends libgeos-dev
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
COPY --from=web /src/web/dist web/dist
ARG VERSION=onbekend
RUN go build -buildvcs=false -ldflags "-s -w -X main.version=$VERSION" -o /wijkinzicht ./cmd/wijkinzicht

FROM docker.io/library/debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates curl libgeos-c1v5 && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --home-dir /var/lib/wijkinzicht --create-home wijkinzicht
COPY --from=build /wijkinzicht /usr/local/bin/wijkinzicht
USER wijkinzicht
ENV WIJKINZICHT_STORE=/var/lib/wijkinzicht WIJKINZICHT_LISTEN=0.0.0.0:8080
VOLUME /var/lib/wijkinzicht
EXPOSE 8080
# The first start makes the figures that come with the program.
HEALTHCHECK --interval=30s --timeout=5s --start-period=2m CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:8080/healthz"]
CMD ["wijkinzicht", "serve"]
