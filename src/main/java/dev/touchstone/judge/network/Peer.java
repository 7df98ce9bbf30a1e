package dev.touchstone.judge.network;

import dev.touchstone.observe.Endpoint;
import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom a rule names: pods by selectors, or anybody by address. A selector that is absent is not one that is empty.
 *
 * <p>The API says that blocks should be of addresses outside of the cluster, and leaves it to the network plugin
 * whether they hold pods. Here they do: the end-to-end tests of Kubernetes put the addresses of pods into blocks and
 * expect them to be let through, and kube-router, which k3s brings, goes by the address alone. Under Cilium, where a
 * block never holds a pod, more is blocked than is expected here.
 *
 * @param peer as the policy has it
 * @param namespace of the policy
 */
record Peer(NetworkPolicyPeer peer, String namespace) {

    boolean holds(Endpoint endpoint) {
        if (peer.getIpBlock() != null) {
            return inBlock(peer.getIpBlock(), endpoint.ip());
        }
        boolean selects = peer.getNamespaceSelector() != null || peer.getPodSelector() != null;
        return selects
                && endpoint.inPod()
                && inNamespace(endpoint)
                && Selector.matches(peer.getPodSelector(), endpoint.podLabels());
    }

    private boolean inNamespace(Endpoint endpoint) {
        return peer.getNamespaceSelector() == null
                ? endpoint.namespace().equals(namespace)
                : Selector.matches(peer.getNamespaceSelector(), endpoint.namespaceLabels());
    }

    private static boolean inBlock(IPBlock block, String ip) {
        if (ip.isEmpty() || !Block.parse(block.getCidr()).holds(Address.parse(ip))) {
            return false;
        }
        @Nullable List<String> except = block.getExcept();
        return except == null
                || except.stream().noneMatch(cidr -> Block.parse(cidr).holds(Address.parse(ip)));
    }
}
