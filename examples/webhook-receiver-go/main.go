// A receiver of InfraAudit's webhooks with Go and nothing else. WEBHOOK_SECRET is the secret of the webhook, during
// a change of secrets both of them with a comma between; PORT is 8787 when absent.
package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	tolerance     = 5 * time.Minute
	mostBytes     = 1 << 20
	rememberedIds = 10_000
)

type message struct {
	Event     string          `json:"event"`
	Timestamp string          `json:"timestamp"`
	Data      json.RawMessage `json:"data"`
}

// problemOf says why the message is not to be believed; it is empty when it is.
func problemOf(keys [][]byte, header http.Header, body []byte) string {
	id, timestamp, signatures := header.Get("webhook-id"), header.Get("webhook-timestamp"), header.Get("webhook-signature")
	if id == "" || timestamp == "" || signatures == "" {
		return "a header is missing"
	}
	seconds, err := strconv.ParseUint(timestamp, 10, 40)
	if err != nil {
		return "the time is no number"
	}
	if age := time.Since(time.Unix(int64(seconds), 0)); age > tolerance || -age > tolerance {
		return "it is too old or too new"
	}
	for _, key := range keys {
		mac := hmac.New(sha256.New, key)
		fmt.Fprintf(mac, "%s.%s.", id, timestamp)
		mac.Write(body)
		right := []byte("v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil)))
		for _, given := range strings.Split(signatures, " ") {
			if hmac.Equal(right, []byte(given)) {
				return ""
			}
		}
	}
	return "the signature does not fit"
}

// seen remembers ids: the same message may come more than once. A real receiver keeps them in its database.
type seen struct {
	sync.Mutex
	ids   map[string]bool
	order []string
}

func (s *seen) once(id string, handle func()) {
	s.Lock()
	defer s.Unlock()
	if s.ids[id] {
		return
	}
	handle()
	s.ids[id] = true
	s.order = append(s.order, id)
	if len(s.order) > rememberedIds {
		delete(s.ids, s.order[0])
		s.order = s.order[1:]
	}
}

func main() {
	var keys [][]byte
	for _, secret := range strings.Split(os.Getenv("WEBHOOK_SECRET"), ",") {
		key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
		if err != nil || len(key) == 0 {
			fmt.Fprintln(os.Stderr, "Set WEBHOOK_SECRET to the secret of the webhook.")
			os.Exit(1)
		}
		keys = append(keys, key)
	}
	handled := &seen{ids: map[string]bool{}}
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		// The raw bytes: parsed and written again they would not fit.
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostBytes))
		if err != nil {
			w.WriteHeader(http.StatusRequestEntityTooLarge)
			return
		}
		if problem := problemOf(keys, r.Header, body); problem != "" {
			fmt.Println("refused:", problem)
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		handled.once(r.Header.Get("webhook-id"), func() {
			var got message
			if json.Unmarshal(body, &got) == nil {
				fmt.Println(got.Timestamp, got.Event, string(got.Data))
			}
		})
		w.WriteHeader(http.StatusNoContent)
	})
	port := os.Getenv("PORT")
	if port == "" {
		port = "8787"
	}
	listener, err := net.Listen("tcp", ":"+port)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println("listening on", listener.Addr().(*net.TCPAddr).Port)
	_ = http.Serve(listener, nil)
}
