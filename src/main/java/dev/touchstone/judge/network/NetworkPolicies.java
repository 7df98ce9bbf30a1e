package dev.touchstone.judge.network;

import dev.touchstone.observe.Endpoint;
import dev.touchstone.observe.Protocol;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;

/**
 * What the policies of a cluster, taken together, say of a connection. It is what a network plugin should do, not what
 * one does.
 *
 * <p>The documentation is of two minds about a pod that opens a connection to its own node: one sentence lets traffic
 * to and from that node always pass, the description of isolation and the API's reference make an exception only of
 * what comes from it. The latter holds here, as it does in kube-router: to its own node a pod needs an egress rule, as
 * to any other address.
 */
public final class NetworkPolicies {

    private final List<Policy> policies;

    /** All policies that may matter, each with its namespace. */
    public NetworkPolicies(List<NetworkPolicy> policies) {
        this.policies = policies.stream().map(Policy::new).toList();
    }

    /** Whether the source may open a connection to that port of the destination, and why. */
    public Decision decide(Endpoint source, Endpoint destination, int port, Protocol protocol) {
        Flow flow = new Flow(source, destination, port, protocol);
        return new Decision(side(flow, Direction.EGRESS), side(flow, Direction.INGRESS));
    }

    /** The same without the reason, for those who ask about very many. */
    public boolean allows(Endpoint source, Endpoint destination, int port, Protocol protocol) {
        Flow flow = new Flow(source, destination, port, protocol);
        return admits(flow, Direction.EGRESS) && admits(flow, Direction.INGRESS);
    }

    private boolean admits(Flow flow, Direction direction) {
        Endpoint subject = direction.subject(flow);
        return !subject.inPod()
                || flow.source().samePodAs(flow.destination())
                || (direction == Direction.INGRESS && flow.source().hosts(flow.destination()))
                || Isolation.of(subject, direction, policies).admits(flow);
    }

    private Decision.Side side(Flow flow, Direction direction) {
        Endpoint subject = direction.subject(flow);
        if (!subject.inPod()) {
            return new Decision.Side(true, subject.words() + " is no pod, and so without policies");
        }
        if (flow.source().samePodAs(flow.destination())) {
            return new Decision.Side(true, "a pod cannot block access to itself");
        }
        if (direction == Direction.INGRESS && flow.source().hosts(flow.destination())) {
            return new Decision.Side(true, "a pod cannot block the node on which it runs");
        }
        return Isolation.of(subject, direction, policies).judge(flow);
    }
}
