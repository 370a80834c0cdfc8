//go:build e2e

package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// engine is a browser with scrollbars that take room, driven by the commands of WebDriver: Chromium and WebKit over HTTP,
// Firefox over a socket of its own (Marionette).
type engine struct {
	*testing.T
	send func(c webdriverCommand, params map[string]any) (json.RawMessage, error)
}

// webdriverCommand is the path of a command below its session, and its name in Firefox.
type webdriverCommand struct{ path, gecko string }

var (
	navigate    = webdriverCommand{"url", "WebDriver:Navigate"}
	runScript   = webdriverCommand{"execute/async", "WebDriver:ExecuteAsyncScript"}
	switchFrame = webdriverCommand{"frame", "WebDriver:SwitchToFrame"}
)

// engines starts each browser that is on this machine, and says which is not.
var engines = []struct {
	name    string
	needs   []string
	missing string
	start   func(*testing.T) *engine
}{
	{"chromium", []string{chromium, "/usr/bin/chromedriver"}, "chromium or chromium-driver", startChromium},
	{"firefox", []string{"/usr/bin/firefox-esr"}, "firefox-esr", startFirefox},
	{"webkit", []string{"/usr/bin/WebKitWebDriver", "/usr/bin/Xvfb"}, "webkit2gtk-driver or xvfb", startWebKit},
}

// inEveryEngine runs a test in each browser; one that is not there is skipped.
func inEveryEngine(t *testing.T, test func(*engine)) {
	for _, k := range engines {
		t.Run(k.name, func(t *testing.T) {
			for _, file := range k.needs {
				if _, err := os.Stat(file); err != nil {
					t.Skipf("%s is missing: make deps-browser installs it where Debian has it", k.missing)
				}
			}
			test(k.start(t))
		})
	}
}

// visit opens a page and waits until it is loaded.
func (e *engine) visit(address string) {
	e.Helper()
	e.do(navigate, map[string]any{"url": address})
}

// do sends a command and gives its answer.
func (e *engine) do(c webdriverCommand, params map[string]any) json.RawMessage {
	e.Helper()
	answer, err := e.send(c, params)
	if err != nil {
		e.Fatalf("%s %.200v: %v", c.path, params, err)
	}
	return answer
}

// value runs the body of a function, which may await, in the page or the frame that the engine looks at.
func value[T any](e *engine, body string, args ...any) T {
	e.Helper()
	script := "const done = arguments[arguments.length - 1], args = [...arguments]; (async () => {" + body + "})().then(done, e => done('failed: ' + e))"
	var v T
	answer := e.do(runScript, map[string]any{"script": script, "args": append([]any{}, args...)})
	if err := json.Unmarshal(answer, &v); err != nil {
		e.Fatalf("%.100s: %s: %v", body, answer, err)
	}
	return v
}

// framed does something within the frame that an expression gives, and comes back to the page.
func (e *engine) framed(frame string, do func()) {
	e.Helper()
	element := value[map[string]string](e, "return "+frame)
	params := map[string]any{"id": element}
	for _, id := range element {
		params["element"] = id // as Firefox wants it
	}
	defer e.do(switchFrame, map[string]any{"id": nil})
	for range 200 {
		e.do(switchFrame, map[string]any{"id": nil})
		e.do(switchFrame, params)
		if e.arrived() {
			do()
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	e.Fatalf("%s never has its document", frame)
}

// arrived says whether the frame that the engine looks at has its document: before, it holds an empty one that is thrown away,
// and a script that waits in that one waits for nothing.
func (e *engine) arrived() bool {
	const script = "arguments[arguments.length - 1](document.readyState === 'complete' && document.querySelector('main') !== null)"
	answer, err := e.send(runScript, map[string]any{"script": script, "args": []any{}})
	return err == nil && string(answer) == "true"
}

// role gives what a reader aloud takes the element of an expression for.
func (e *engine) role(element string) (role string) {
	e.Helper()
	for _, id := range value[map[string]string](e, "return "+element) {
		answer := e.do(webdriverCommand{"element/" + id + "/computedrole", "WebDriver:GetComputedRole"}, map[string]any{"id": id})
		if err := json.Unmarshal(answer, &role); err != nil {
			e.Fatal(err)
		}
	}
	return role
}

// launch starts a program with a process group of its own, and ends the group with the test.
func launch(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		cmd.Wait()
	})
}

func startChromium(t *testing.T) *engine {
	port := freePort(t)
	launch(t, exec.Command("/usr/bin/chromedriver", "--port="+port))
	return overHTTP(t, port, map[string]any{"browserName": "chrome", "goog:chromeOptions": map[string]any{"binary": chromium,
		"args": []string{"--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
			"--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--window-size=1280,1400", "--user-data-dir=" + t.TempDir()}}})
}

// startWebKit starts the engine of Safari on a screen that nobody sees.
func startWebKit(t *testing.T) *engine {
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	screen := exec.Command("/usr/bin/Xvfb", "-displayfd", "3", "-screen", "0", "1400x1500x24")
	screen.ExtraFiles = []*os.File{write}
	launch(t, screen)
	write.Close()
	display, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatalf("start Xvfb: %v", err)
	}
	mini, _ := filepath.Glob("/usr/lib/*/webkit2gtk-4.*/MiniBrowser")
	if len(mini) == 0 {
		t.Skip("MiniBrowser is missing")
	}
	port := freePort(t)
	driver := exec.Command("/usr/bin/WebKitWebDriver", "--port="+port)
	driver.Env = append(os.Environ(), "DISPLAY=:"+strings.TrimSpace(display), "GTK_OVERLAY_SCROLLING=0", "HOME="+t.TempDir(), "WEBKIT_DISABLE_COMPOSITING_MODE=1")
	launch(t, driver)
	return overHTTP(t, port, map[string]any{"browserName": "MiniBrowser",
		"webkitgtk:browserOptions": map[string]any{"binary": mini[len(mini)-1], "args": []string{"--automation", "--geometry=1280x1400"}}})
}

// overHTTP makes a session with a driver that is just starting.
func overHTTP(t *testing.T, port string, capabilities map[string]any) *engine {
	t.Helper()
	client := &http.Client{Timeout: time.Minute}
	ask := func(method, path string, params any) (json.RawMessage, error) {
		body, err := json.Marshal(params)
		if err != nil {
			return nil, err
		}
		r, err := http.NewRequest(method, "http://127.0.0.1:"+port+path, bytes.NewReader(body))
		if err != nil {
			return nil, err
		}
		r.Header.Set("Content-Type", "application/json")
		answer, err := client.Do(r)
		if err != nil {
			return nil, err
		}
		defer answer.Body.Close()
		var reply struct{ Value json.RawMessage }
		if err := json.NewDecoder(answer.Body).Decode(&reply); err != nil {
			return nil, err
		}
		if answer.StatusCode != http.StatusOK {
			return nil, fmt.Errorf("status %d: %.300s", answer.StatusCode, reply.Value)
		}
		return reply.Value, nil
	}
	var session struct{ SessionID string }
	made, err := patiently(func() (json.RawMessage, error) {
		return ask(http.MethodPost, "/session", map[string]any{"capabilities": map[string]any{"alwaysMatch": capabilities}})
	})
	if err == nil {
		err = json.Unmarshal(made, &session)
	}
	if err != nil {
		t.Fatalf("start the browser: %v", err)
	}
	t.Cleanup(func() { ask(http.MethodDelete, "/session/"+session.SessionID, nil) })
	return &engine{t, func(c webdriverCommand, params map[string]any) (json.RawMessage, error) {
		method := http.MethodPost
		if strings.HasPrefix(c.path, "element/") { // the one question among the commands
			method = http.MethodGet
		}
		return ask(method, "/session/"+session.SessionID+"/"+c.path, params)
	}}
}

// patiently tries until a program that was just started answers.
func patiently[T any](try func() (T, error)) (v T, err error) {
	for range 100 {
		if v, err = try(); err == nil {
			return v, nil
		}
		time.Sleep(100 * time.Millisecond)
	}
	return v, err
}
