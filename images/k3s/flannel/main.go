// Command flannel is the CNI plugin that k3s's own network configuration names. flannel itself runs inside k3s; what
// the plugin does is to hand the node's pod subnet, which flannel wrote to a file, to the bridge plugin.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/netip"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

const patience = 30 * time.Second

type object = map[string]any

func main() {
	if err := run(); err != nil {
		// CNI spec 1.0, section 2: an error is a JSON object on stdout and a non-zero exit code.
		_ = json.NewEncoder(os.Stdout).Encode(object{"cniVersion": "1.0.0", "code": 100, "msg": "flannel: " + err.Error()})
		os.Exit(1)
	}
}

func run() error {
	config := object{}
	input, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	if len(bytes.TrimSpace(input)) > 0 {
		if err := json.Unmarshal(input, &config); err != nil {
			return fmt.Errorf("network configuration on stdin: %w", err)
		}
	}
	command := os.Getenv("CNI_COMMAND")
	if command != "VERSION" {
		if err := delegateToBridge(config, command == "DEL"); err != nil {
			return err
		}
		if input, err = json.Marshal(config); err != nil {
			return err
		}
	}
	bridge := exec.Command("bridge")
	bridge.Stdin, bridge.Stdout, bridge.Stderr = bytes.NewReader(input), os.Stdout, os.Stderr
	if err := bridge.Run(); err != nil {
		if exit, ok := err.(*exec.ExitError); ok {
			os.Exit(exit.ExitCode()) // bridge has already said why, in the form that the spec asks for
		}
		return err
	}
	return nil
}

// delegateToBridge turns flannel's configuration into bridge's. Deleting must work after the subnet file is gone.
func delegateToBridge(config object, deleting bool) error {
	settings, _ := config["delegate"].(object)
	delete(config, "delegate")
	for key, value := range settings {
		config[key] = value
	}
	config["type"] = "bridge"
	if config["bridge"] == nil {
		config["bridge"] = "cni0"
	}
	subnetFile := "/run/flannel/subnet.env"
	if name, ok := config["subnetFile"].(string); ok {
		subnetFile = name
	}
	delete(config, "subnetFile")
	subnet, err := readSubnet(subnetFile)
	// A node that has just started schedules pods before flannel has its subnet. To fail here is to wait for the kubelet's
	// next try, some ten seconds later.
	for deadline := time.Now().Add(patience); os.IsNotExist(err) && !deleting && time.Now().Before(deadline); {
		time.Sleep(20 * time.Millisecond)
		subnet, err = readSubnet(subnetFile)
	}
	if err != nil {
		if deleting && os.IsNotExist(err) {
			config["ipam"] = object{"type": "host-local"}
			return nil
		}
		return err
	}
	config["mtu"] = subnet.mtu
	config["isGateway"] = true
	config["ipMasq"] = !subnet.masqueraded // masquerading twice would hide the sender from policies
	config["ipam"] = object{
		"type":   "host-local",
		"ranges": [][]object{{{"subnet": subnet.subnet}}},
		"routes": []object{{"dst": subnet.network}},
	}
	return nil
}

type subnet struct {
	network, subnet string
	mtu             int
	masqueraded     bool
}

func readSubnet(name string) (subnet, error) {
	file, err := os.Open(name)
	if err != nil {
		return subnet{}, err
	}
	defer file.Close()
	result := subnet{}
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		key, value, _ := strings.Cut(lines.Text(), "=")
		switch key {
		case "FLANNEL_NETWORK":
			result.network = value
		case "FLANNEL_SUBNET":
			// flannel writes the gateway's address; host-local wants the network's.
			prefix, err := netip.ParsePrefix(value)
			if err != nil {
				return subnet{}, fmt.Errorf("%s: FLANNEL_SUBNET: %w", name, err)
			}
			result.subnet = prefix.Masked().String()
		case "FLANNEL_MTU":
			if result.mtu, err = strconv.Atoi(value); err != nil {
				return subnet{}, fmt.Errorf("%s: FLANNEL_MTU: %w", name, err)
			}
		case "FLANNEL_IPMASQ":
			result.masqueraded = value == "true"
		}
	}
	if result.network == "" || result.subnet == "" || result.mtu == 0 {
		return subnet{}, fmt.Errorf("%s: expected FLANNEL_NETWORK, FLANNEL_SUBNET and FLANNEL_MTU", name)
	}
	return result, lines.Err()
}
