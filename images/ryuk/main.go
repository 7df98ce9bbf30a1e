// Command ryuk removes what a dead test run left behind. It speaks the protocol of the reaper that Testcontainers
// expects as testcontainers/ryuk: a client sends lines of filters over TCP, each is answered by ACK; when no client has
// been connected for a while, everything that a filter matches is removed, and the program ends.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"os"
	"sync"
	"time"
)

const (
	firstConnection = 60 * time.Second // nobody came: nothing to do here
	reconnection    = 10 * time.Second // a client may lose its connection and come back
)

// A filter as the Docker API takes it: {"label": ["key=value", …]}.
type filter map[string][]string

type reaper struct {
	mutex     sync.Mutex
	filters   map[string]filter
	connected int
	quiet     *time.Timer
	done      chan struct{}
}

func main() {
	listener, err := net.Listen("tcp", ":8080")
	if err != nil {
		log.Fatal(err)
	}
	r := &reaper{filters: map[string]filter{}, done: make(chan struct{})}
	r.quiet = time.AfterFunc(firstConnection, func() { close(r.done) })
	log.Println("Started")
	go func() {
		for {
			connection, err := listener.Accept()
			if errors.Is(err, net.ErrClosed) {
				return
			}
			if err != nil {
				log.Fatal(err)
			}
			r.arrived()
			go r.serve(connection)
		}
	}()
	<-r.done
	_ = listener.Close()
	if !r.removeAll() {
		os.Exit(1)
	}
}

func (r *reaper) arrived() {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.connected++
	r.quiet.Stop()
}

func (r *reaper) left() {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.connected--
	if r.connected == 0 {
		r.quiet.Reset(reconnection)
	}
}

func (r *reaper) serve(connection net.Conn) {
	defer r.left()
	defer connection.Close()
	lines := bufio.NewScanner(connection)
	for lines.Scan() {
		values, err := url.ParseQuery(lines.Text())
		if err != nil || len(values) == 0 {
			log.Printf("not a filter: %q", lines.Text())
			continue
		}
		r.mutex.Lock()
		r.filters[lines.Text()] = filter(values)
		r.mutex.Unlock()
		if _, err := fmt.Fprintln(connection, "ACK"); err != nil {
			return
		}
	}
}

var engine = &http.Client{
	Timeout: 60 * time.Second,
	Transport: &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "unix", "/var/run/docker.sock")
	}},
}

// A kind of thing that a filter can match, and how the engine's API lists and deletes it.
type kind struct {
	path, listOptions, deleteOptions string
	identifiers                      func(answer []byte) ([]string, error)
}

// Containers come before what they use.
var kinds = []kind{
	{"/containers", "/json?all=true&", "?force=true&v=true", byID},
	{"/networks", "?", "", byID},
	{"/volumes", "?", "?force=true", volumeNames},
}

func byID(answer []byte) ([]string, error) {
	var listed []struct{ Id string }
	err := json.Unmarshal(answer, &listed)
	ids := make([]string, 0, len(listed))
	for _, one := range listed {
		ids = append(ids, one.Id)
	}
	return ids, err
}

func volumeNames(answer []byte) ([]string, error) {
	var listed struct{ Volumes []struct{ Name string } }
	err := json.Unmarshal(answer, &listed)
	names := make([]string, 0, len(listed.Volumes))
	for _, one := range listed.Volumes {
		names = append(names, one.Name)
	}
	return names, err
}

func (r *reaper) removeAll() (clean bool) {
	clean = true
	for _, k := range kinds {
		for _, f := range r.filters {
			if err := k.removeMatching(f); err != nil {
				log.Print(err)
				clean = false
			}
		}
	}
	return clean
}

func (k kind) removeMatching(f filter) error {
	encoded, err := json.Marshal(f)
	if err != nil {
		return err
	}
	answer, err := call(http.MethodGet, k.path+k.listOptions+"filters="+url.QueryEscape(string(encoded)))
	if err != nil {
		return err
	}
	ids, err := k.identifiers(answer)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if _, failed := call(http.MethodDelete, k.path+"/"+id+k.deleteOptions); failed != nil {
			err = failed // and go on: one stubborn container must not keep the others alive
		}
	}
	return err
}

func call(method, path string) ([]byte, error) {
	request, err := http.NewRequest(method, "http://engine"+path, nil)
	if err != nil {
		return nil, err
	}
	response, err := engine.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode >= 300 && response.StatusCode != http.StatusNotFound {
		err = fmt.Errorf("%s %s: %s: %s", method, path, response.Status, body)
	}
	return body, err
}
