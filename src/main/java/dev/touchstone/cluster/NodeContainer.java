package dev.touchstone.cluster;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.Volume;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A k3s node in a container: {@link K3sContainer}, with what is needed for several clusters side by side on one machine.
 *
 * <p>A cgroup namespace of its own keeps one node's kubelet from cleaning up the other's pods: with the host's, both see one
 * and the same {@code /kubepods}, and each takes the other's for orphans.
 */
final class NodeContainer extends K3sContainer {

    /** Mounted by every node; the room {@code image} keeps unpacked layers there. */
    private static final Bind SHARED_VOLUME = new Bind("touchstone-images", new Volume("/var/lib/touchstone"));

    private static final int FIRST_WITH_MUTATING_POLICIES = 34;

    private static final List<String> KUBELET = List.of(
            // A disk that is nearly full must not make images vanish in the middle of a test, nor pods be evicted.
            "image-gc-high-threshold=100",
            "image-gc-low-threshold=99",
            "eviction-hard=memory.available<100Mi,nodefs.available<1%,imagefs.available<1%",
            // From 1.35 on the kubelet refuses to start on cgroup v1 unless told otherwise.
            "fail-cgroupv1=false");

    private final boolean server;

    // The class is final: nothing of a subclass can be seen half made.
    @SuppressWarnings("this-escape")
    private NodeContainer(String image, boolean server, Map<String, String> labels) {
        super(DockerImageName.parse(image).asCompatibleSubstituteFor("rancher/k3s"));
        this.server = server;
        setExposedPorts(server ? List.of(KUBE_SECURE_PORT) : List.of());
        setBinds(List.of());
        withLabels(labels);
        withLabel(Labels.ROLE, server ? Labels.SERVER : Labels.AGENT);
        String entry = Resource.read(NodeContainer.class, "node.sh");
        withCreateContainerCmdModifier(command -> {
            command.withEntrypoint("/bin/sh", "-c", entry, "k3s");
            isolate(command);
        });
        withStartupTimeout(Duration.ofMinutes(2));
    }

    static NodeContainer server(
            String image, KubernetesVersion version, String name, Map<String, String> labels, int apiPort) {
        NodeContainer node = new NodeContainer(image, true, labels);
        List<String> arguments = serverArguments(version, node.getHost());
        arguments.addAll(nodeArguments(name));
        node.setCommand(arguments.toArray(String[]::new));
        node.setWaitStrategy(new KubeconfigWritten());
        node.withCreateContainerCmdModifier(command -> publish(command, apiPort));
        return node;
    }

    static NodeContainer agent(String image, String name, Map<String, String> labels, String server) {
        NodeContainer node = new NodeContainer(image, false, labels);
        List<String> arguments =
                new ArrayList<>(List.of("agent", "--server=https://" + server + ":" + KUBE_SECURE_PORT));
        arguments.addAll(nodeArguments(name));
        node.setCommand(arguments.toArray(String[]::new));
        node.setWaitStrategy(new Running());
        return node;
    }

    /** Join a network, under the node's name. */
    NodeContainer on(String network, String alias, String token) {
        withNetworkMode(network);
        // Testcontainers sets aliases only in networks that it made itself, and would not label.
        withCreateContainerCmdModifier(command -> command.withAliases(alias));
        withEnv("K3S_TOKEN", token);
        return this;
    }

    /** Keep Testcontainers' reaper away: whether this container is removed is decided when its lease ends. */
    void outliveThisProcess() {
        dockerClient = Unreaped.client(dockerClient);
    }

    static List<String> serverArguments(KubernetesVersion version, String host) {
        List<String> arguments = new ArrayList<>(List.of(
                "server",
                "--disable=traefik,metrics-server,servicelb",
                "--disable-helm-controller",
                // All nodes share a network, so routes do; no tunnel, and no kernel module for one.
                "--flannel-backend=host-gw",
                // The API server dials a pod from the pod's own node. Else what a network policy says to it, and
                // so the fate of an http step or a webhook, would depend on where the scheduler puts the pod.
                "--egress-selector-mode=cluster",
                // Whoever asks the API server with a service account's token leaves a line: see node.sh and AuditTrail.
                "--kube-apiserver-arg=audit-policy-file=" + AuditTrail.POLICY,
                "--kube-apiserver-arg=audit-log-path=" + AuditTrail.LOG,
                // All controllers share one client. At its 20 requests a second, the first pods wait two seconds.
                "--kube-controller-manager-arg=kube-api-qps=200",
                "--kube-controller-manager-arg=kube-api-burst=400",
                "--tls-san=" + host));
        if (version.isAtLeast(FIRST_WITH_MUTATING_POLICIES)) {
            // Beta, and off unless asked for: admission then can give pods users as other platforms do.
            arguments.add("--kube-apiserver-arg=feature-gates=MutatingAdmissionPolicy=true");
            arguments.add("--kube-apiserver-arg=runtime-config=admissionregistration.k8s.io/v1beta1=true");
        }
        return arguments;
    }

    static List<String> nodeArguments(String name) {
        List<String> arguments = new ArrayList<>(List.of("--node-name=" + name));
        KUBELET.forEach(argument -> arguments.add("--kubelet-arg=" + argument));
        return arguments;
    }

    private static HostConfig hostConfig(CreateContainerCmd command) {
        HostConfig config = command.getHostConfig();
        if (config == null) {
            throw new IllegalStateException("Testcontainers made a container without a host configuration");
        }
        return config;
    }

    private static void isolate(CreateContainerCmd command) {
        hostConfig(command).withCgroupnsMode("private").withBinds(SHARED_VOLUME);
    }

    private static void publish(CreateContainerCmd command, int apiPort) {
        Ports.Binding address = apiPort == 0
                ? Ports.Binding.bindIp(EngineAddress.publishOn())
                : Ports.Binding.bindIpAndPort(EngineAddress.publishOn(), apiPort);
        hostConfig(command).withPortBindings(new PortBinding(address, ExposedPort.tcp(KUBE_SECURE_PORT)));
    }

    @Override
    public String getHost() {
        return EngineAddress.host();
    }

    @Override
    protected void containerIsStarted(InspectContainerResponse containerInfo) {
        if (server) {
            super.containerIsStarted(containerInfo);
        }
    }
}
