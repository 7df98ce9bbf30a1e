package dev.touchstone.observe;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.EndpointSubset;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What there is to dial: ports of pods, by their own address and by a Service, and what lies around the namespace. */
final class NetworkTargets {

    /** Nobody listens there, so that with or without policies there is no connection: what it comes to is never counted as kept. */
    static final int CLOSED = 9;

    private static final int KUBELET = 10_250;
    private static final int HTTP = 80;
    private static final int DNS = 53;
    private static final String METADATA = "169.254.169.254";

    private final KubernetesClient client;
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final List<Cell> cells = new ArrayList<>();

    NetworkTargets(KubernetesClient client) {
        this.client = client;
    }

    /** Everybody who is dialled. */
    List<Endpoint> endpoints() {
        return endpoints;
    }

    /** Everything that an endpoint dials, but for itself. */
    List<Cell> from(Endpoint source) {
        return cells.stream()
                .filter(cell -> !cell.to().equals(source.name()))
                .map(cell -> new Cell(
                        source.name(),
                        cell.to(),
                        cell.address(),
                        cell.port(),
                        cell.protocol(),
                        cell.reached(),
                        Connectivity.UNKNOWN,
                        Connectivity.UNKNOWN))
                .toList();
    }

    /**
     * A pod's ports: those that it declares, those that are open, and one that is neither.
     *
     * @param open ports on which somebody was seen to listen
     */
    Endpoint pod(String name, Pod pod, List<Integer> open) {
        Endpoint endpoint = endpoint(name, pod);
        endpoints.add(endpoint);
        TreeSet<Integer> ports = new TreeSet<>(open);
        endpoint.ports().stream()
                .filter(port -> port.protocol() == Protocol.TCP)
                .map(Endpoint.Port::number)
                .forEach(ports::add);
        ports.add(CLOSED);
        ports.forEach(port -> dial(endpoint.name(), endpoint.ip(), port, Protocol.TCP, port));
        return endpoint;
    }

    /** Of each Service that selects the pod: a headless one only has a name, and that leads to the pod's own address. */
    void services(Endpoint endpoint) {
        for (Service service :
                client.services().inNamespace(endpoint.namespace()).list().getItems()) {
            Map<String, String> selector =
                    Optional.ofNullable(service.getSpec().getSelector()).orElse(Map.of());
            if (selector.isEmpty() || !endpoint.podLabels().entrySet().containsAll(selector.entrySet())) {
                continue;
            }
            String address = "%s.%s.svc".formatted(service.getMetadata().getName(), endpoint.namespace());
            boolean headless = "None".equals(service.getSpec().getClusterIP());
            for (ServicePort port : service.getSpec().getPorts()) {
                if ("TCP".equals(port.getProtocol())) {
                    int reached = number(port.getTargetPort(), endpoint, port.getPort());
                    dial(endpoint.name(), address, headless ? reached : port.getPort(), Protocol.TCP, reached);
                }
            }
        }
    }

    /** The name servers, the API server, the kubelets and the address at which clouds tell machines their credentials. */
    void surroundings() {
        client.pods().inNamespace("kube-system").withLabel("k8s-app", "kube-dns").list().getItems().stream()
                .limit(1)
                .map(pod -> endpoint("name server", pod))
                .forEach(server -> {
                    endpoints.add(server);
                    dial(server.name(), server.ip(), DNS, Protocol.TCP, DNS);
                    dial(server.name(), server.ip(), DNS, Protocol.UDP, DNS);
                });
        client.endpoints().inNamespace("default").withName("kubernetes").require().getSubsets().stream()
                .limit(1)
                .forEach(this::apiServer);
        client.nodes()
                .list()
                .getItems()
                .forEach(node -> node.getStatus().getAddresses().stream()
                        .filter(address -> address.getType().equals("InternalIP"))
                        .map(NodeAddress::getAddress)
                        .limit(1)
                        .forEach(address -> {
                            endpoints.add(Endpoint.ofNode(node.getMetadata().getName(), address));
                            dial(node.getMetadata().getName(), address, KUBELET, Protocol.TCP, KUBELET);
                        }));
        endpoints.add(Endpoint.ofAddress("metadata of the cloud", METADATA));
        dial("metadata of the cloud", METADATA, HTTP, Protocol.TCP, HTTP);
    }

    private void apiServer(EndpointSubset subset) {
        EndpointAddress address = subset.getAddresses().get(0);
        int port = subset.getPorts().get(0).getPort();
        endpoints.add(Endpoint.ofAddress("API server", address.getIp()));
        dial("API server", address.getIp(), port, Protocol.TCP, port);
        dial("API server", "kubernetes.default.svc", 443, Protocol.TCP, port);
    }

    private void dial(String to, String address, int port, Protocol protocol, int reached) {
        cells.add(new Cell("", to, address, port, protocol, reached, Connectivity.UNKNOWN, Connectivity.UNKNOWN));
    }

    /** A pod as policies see it. */
    Endpoint endpoint(String name, Pod pod) {
        Namespace namespace =
                client.namespaces().withName(pod.getMetadata().getNamespace()).require();
        return new Endpoint(
                name,
                pod.getMetadata().getNamespace(),
                Optional.ofNullable(namespace.getMetadata().getLabels()).orElse(Map.of()),
                Optional.ofNullable(pod.getMetadata().getLabels()).orElse(Map.of()),
                Optional.ofNullable(pod.getStatus().getPodIP()).orElse(""),
                Optional.ofNullable(pod.getSpec().getNodeName()).orElse(""),
                pod.getSpec().getContainers().stream()
                        .map(Container::getPorts)
                        .flatMap(List::stream)
                        .map(NetworkTargets::port)
                        .toList());
    }

    private static Endpoint.Port port(ContainerPort port) {
        return new Endpoint.Port(
                Optional.ofNullable(port.getName()).orElse(""),
                port.getContainerPort(),
                Optional.ofNullable(port.getProtocol()).map(Protocol::valueOf).orElse(Protocol.TCP));
    }

    private static int number(IntOrString target, Endpoint endpoint, int same) {
        if (target == null || target.getValue() == null) {
            return same;
        }
        return target.getIntVal() != null && target.getStrVal() == null
                ? target.getIntVal()
                : endpoint.ports().stream()
                        .filter(port -> port.name().equals(target.getStrVal()))
                        .map(Endpoint.Port::number)
                        .findFirst()
                        .orElse(same);
    }
}
