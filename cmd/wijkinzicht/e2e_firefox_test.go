//go:build e2e

package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

func startFirefox(t *testing.T) *engine {
	profile := t.TempDir()
	prefs := "user_pref('marionette.port', 0);\nuser_pref('widget.gtk.overlay-scrollbars.enabled', false);\nuser_pref('ui.useOverlayScrollbars', 0);\n" +
		"user_pref('network.captive-portal-service.enabled', false);\nuser_pref('network.connectivity-service.enabled', false);\nuser_pref('services.settings.server', '');\n"
	if err := os.WriteFile(filepath.Join(profile, "user.js"), []byte(prefs), 0o644); err != nil {
		t.Fatal(err)
	}
	firefox := exec.Command("/usr/bin/firefox-esr", "--headless", "--marionette", "--no-remote", "--profile", profile, "--width", "1280", "--height", "1400")
	firefox.Env = append(os.Environ(), "HOME="+profile, "MOZ_CRASHREPORTER_DISABLE=1")
	launch(t, firefox)
	socket, err := patiently(func() (net.Conn, error) {
		port, err := os.ReadFile(filepath.Join(profile, "MarionetteActivePort"))
		if err != nil {
			return nil, err
		}
		return net.Dial("tcp", "127.0.0.1:"+strings.TrimSpace(string(port)))
	})
	if err != nil {
		t.Fatalf("start Firefox: %v", err)
	}
	t.Cleanup(func() { socket.Close() })
	in := bufio.NewReader(socket)
	if _, err := readMarionette(in); err != nil { // it says who it is
		t.Fatal(err)
	}
	e := &engine{t, func(c webdriverCommand, params map[string]any) (json.RawMessage, error) {
		return askMarionette(socket, in, c.gecko, params)
	}}
	e.do(webdriverCommand{gecko: "WebDriver:NewSession"}, map[string]any{})
	return e
}

// askMarionette asks and reads one answer: https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
func askMarionette(socket net.Conn, in *bufio.Reader, command string, params map[string]any) (json.RawMessage, error) {
	body, err := json.Marshal([]any{0, 1, command, params})
	if err != nil {
		return nil, err
	}
	socket.SetDeadline(time.Now().Add(time.Minute))
	if _, err := fmt.Fprintf(socket, "%d:%s", len(body), body); err != nil {
		return nil, err
	}
	answer, err := readMarionette(in)
	if err != nil {
		return nil, err
	}
	var reply [4]json.RawMessage // kind, number, fault, result
	if err := json.Unmarshal(answer, &reply); err != nil {
		return nil, err
	}
	if string(reply[2]) != "null" {
		return nil, fmt.Errorf("%.300s", reply[2])
	}
	var result struct{ Value json.RawMessage }
	err = json.Unmarshal(reply[3], &result)
	return result.Value, err
}

func readMarionette(in *bufio.Reader) ([]byte, error) {
	length, err := in.ReadString(':')
	if err != nil {
		return nil, err
	}
	n, err := strconv.Atoi(strings.TrimSuffix(length, ":"))
	if err != nil {
		return nil, err
	}
	body := make([]byte, n)
	_, err = io.ReadFull(in, body)
	return body, err
}
