package dev.touchstone.observe;

import java.util.List;
import java.util.Map;

/**
 * One end of a connection: a pod, or what is none, such as a node, the API server, or an address outside of the
 * cluster. A pod in the network of its node is written as that node: most network plugins cannot tell the two apart.
 *
 * @param name for messages; a pod's own within its namespace
 * @param namespace of the pod; empty for what is no pod
 * @param namespaceLabels of that namespace, with those that the API server sets
 * @param podLabels of the pod
 * @param ip the address that it has in this connection; empty where none is known
 * @param node on which the pod runs; of a node its own name; empty where none is known or there is none
 * @param ports that the pod's containers declare
 */
public record Endpoint(
        String name,
        String namespace,
        Map<String, String> namespaceLabels,
        Map<String, String> podLabels,
        String ip,
        String node,
        List<Port> ports) {

    public Endpoint {
        namespaceLabels = Map.copyOf(namespaceLabels);
        podLabels = Map.copyOf(podLabels);
        ports = List.copyOf(ports);
    }

    /** A node of the cluster, or a pod in its network. */
    public static Endpoint ofNode(String name, String ip) {
        return new Endpoint(name, "", Map.of(), Map.of(), ip, name, List.of());
    }

    /** An address that is neither a pod's nor that of a node on which one of them runs. */
    public static Endpoint ofAddress(String name, String ip) {
        return new Endpoint(name, "", Map.of(), Map.of(), ip, "", List.of());
    }

    /** Whether it is a pod, which policies can select. */
    public boolean inPod() {
        return !namespace.isEmpty();
    }

    /** Whether both are the same pod. */
    public boolean samePodAs(Endpoint other) {
        return inPod() && namespace.equals(other.namespace) && name.equals(other.name);
    }

    /** Whether it is the node on which that pod runs. */
    public boolean hosts(Endpoint pod) {
        return !inPod() && pod.inPod() && !node.isEmpty() && node.equals(pod.node);
    }

    /** For people: {@code spark/master-0}, {@code node-1}. */
    public String words() {
        return inPod() ? namespace + "/" + name : name;
    }

    /**
     * A port that a container declares.
     *
     * @param name by which policies and services may call it; empty for none
     * @param number on which it listens
     * @param protocol which the name belongs to as well: the same name may stand for another port of another protocol
     */
    public record Port(String name, int number, Protocol protocol) {}
}
