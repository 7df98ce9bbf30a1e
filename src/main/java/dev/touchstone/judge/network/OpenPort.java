package dev.touchstone.judge.network;

import dev.touchstone.observe.Protocol;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import org.jspecify.annotations.Nullable;

/**
 * A port, a range of ports, or all ports of one protocol that a rule opens. A name stands for what the destination's
 * containers call so, whichever side the policy is on: one policy may open different numbers of different pods. What is
 * no pod has no names.
 *
 * @param port as the policy has it
 */
record OpenPort(NetworkPolicyPort port) {

    boolean holds(Flow flow) {
        return flow.protocol() == protocol() && number(flow);
    }

    private Protocol protocol() {
        return port.getProtocol() == null ? Protocol.TCP : Protocol.valueOf(port.getProtocol());
    }

    private boolean number(Flow flow) {
        @Nullable IntOrString first = port.getPort();
        if (first == null) {
            return true;
        }
        if (first.getStrVal() != null) {
            return flow.destination().ports().stream()
                    .anyMatch(declared -> declared.name().equals(first.getStrVal())
                            && declared.protocol() == flow.protocol()
                            && declared.number() == flow.port());
        }
        int last = port.getEndPort() == null ? first.getIntVal() : port.getEndPort();
        return first.getIntVal() <= flow.port() && flow.port() <= last;
    }
}
