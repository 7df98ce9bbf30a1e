package dev.touchstone.judge.network;

import dev.touchstone.observe.Endpoint;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;

/**
 * An ingress or an egress rule: it admits what both its peers and its ports hold.
 *
 * @param peers of which one must be the other end; none for anybody
 * @param ports of which one must be the destination's; none for every port of every protocol
 */
record Rule(List<NetworkPolicyPeer> peers, List<NetworkPolicyPort> ports) {

    /** Whether it names the other end, seen from a policy of that namespace. */
    boolean names(Endpoint peer, String namespace) {
        return peers.isEmpty() || peers.stream().anyMatch(one -> new Peer(one, namespace).holds(peer));
    }

    boolean opens(Flow flow) {
        return ports.isEmpty() || ports.stream().anyMatch(port -> new OpenPort(port).holds(flow));
    }
}
