package dev.touchstone.mutate.network;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A rule of either direction, which the API writes in two ways.
 *
 * @param peers whom it names; none for anybody
 * @param ports that it opens; none for all
 */
record PolicyRule(List<NetworkPolicyPeer> peers, List<NetworkPolicyPort> ports) {

    PolicyRule withPeers(List<NetworkPolicyPeer> others) {
        return new PolicyRule(others, ports);
    }

    /** Whether a peer is written as pods of the policy's own namespace. */
    boolean namesPods() {
        return peers.stream().anyMatch(PolicyRule::isOfPods);
    }

    PolicyRule inEveryNamespace() {
        return withPeers(peers.stream()
                .map(peer -> isOfPods(peer)
                        ? new NetworkPolicyPeerBuilder(peer)
                                .withNewNamespaceSelector()
                                .endNamespaceSelector()
                                .build()
                        : peer)
                .toList());
    }

    private static boolean isOfPods(NetworkPolicyPeer peer) {
        return peer.getPodSelector() != null && peer.getNamespaceSelector() == null;
    }

    /** Whether it opens ports by number or name, and this is none of them. */
    boolean lacks(int port) {
        return !ports.isEmpty()
                && ports.stream()
                        .map(NetworkPolicyPort::getPort)
                        .filter(Objects::nonNull)
                        .noneMatch(each -> Integer.valueOf(port).equals(each.getIntVal()));
    }

    PolicyRule withPort(int port) {
        return new PolicyRule(
                peers,
                Stream.concat(
                                ports.stream(),
                                Stream.of(new NetworkPolicyPortBuilder()
                                        .withProtocol("TCP")
                                        .withPort(new IntOrString(port))
                                        .build()))
                        .toList());
    }
}
