package dev.touchstone.mutate;

import static dev.touchstone.mutate.Fixture.INIT;
import static dev.touchstone.mutate.Fixture.Level.BASELINE;
import static dev.touchstone.mutate.Fixture.Level.RESTRICTED;
import static dev.touchstone.mutate.Fixture.MAIN;

import dev.touchstone.mutate.Fixture.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Pod Security Standards as a truth table: every control, each way to break it. Source: the published standards, and the
 * list of controls and versions in Kubernetes' own {@code pod-security-admission}.
 */
final class PodSecurityTable {

    private static final Refused BY_BOTH = Refused.by(BASELINE);
    private static final Refused BY_RESTRICTED = Refused.by(RESTRICTED);
    private static final Refused BY_NONE = (level, minor) -> false;
    private static final int PROBES_SINCE = 34;
    private static final int RELAXED_SINCE = 35;

    private final List<Fixture> fixtures = new ArrayList<>();

    private PodSecurityTable() {}

    static List<Fixture> all() {
        PodSecurityTable table = new PodSecurityTable();
        table.users();
        table.privileges();
        table.profiles();
        table.host();
        table.volumes();
        table.handlers();
        table.admitted();
        return List.copyOf(table.fixtures);
    }

    private void users() {
        String unset = "runAsNonRoot != true";
        add(
                "runAsNonRoot",
                "unset",
                BY_RESTRICTED,
                unset,
                pod -> podContext(pod).remove("runAsNonRoot"));
        add(
                "runAsNonRoot",
                "false",
                BY_RESTRICTED,
                unset,
                pod -> podContext(pod).put("runAsNonRoot", false));
        each("runAsNonRoot", "false", BY_RESTRICTED, "runAsNonRoot", context -> context.put("runAsNonRoot", false));
        add(
                "runAsUser",
                "0",
                BY_RESTRICTED,
                "runAsUser=0",
                pod -> podContext(pod).put("runAsUser", 0));
        each("runAsUser", "0", BY_RESTRICTED, "runAsUser=0", context -> context.put("runAsUser", 0));
        add(
                "runAsUser",
                "0 in a user namespace",
                BY_RESTRICTED.until(RELAXED_SINCE - 1, RESTRICTED),
                "runAsUser=0",
                pod -> {
                    pod.spec().put("hostUsers", false);
                    podContext(pod).put("runAsUser", 0).put("runAsNonRoot", false);
                });
    }

    private void privileges() {
        String escalation = "allowPrivilegeEscalation != false";
        each(
                "allowPrivilegeEscalation",
                "true",
                BY_RESTRICTED,
                escalation,
                context -> context.put("allowPrivilegeEscalation", true));
        add(
                "allowPrivilegeEscalation",
                "unset",
                BY_RESTRICTED,
                escalation,
                pod -> pod.context().remove("allowPrivilegeEscalation"));
        add(
                "allowPrivilegeEscalation",
                "no context",
                BY_RESTRICTED,
                escalation,
                pod -> pod.own().remove("securityContext"));
        String capabilities = "unrestricted capabilities";
        each(
                "capabilities_restricted",
                "drop nothing",
                BY_RESTRICTED,
                capabilities,
                context -> context.withObject("/capabilities").putArray("drop"));
        add(
                "capabilities_restricted",
                "drop them by name",
                BY_RESTRICTED,
                capabilities,
                pod -> ContainerOperators.DEFAULTS.forEach(name -> pod.context()
                        .withObject("/capabilities")
                        .set("drop", Graft.words(ContainerOperators.DEFAULTS.toArray(String[]::new)))));
        add(
                "capabilities_restricted",
                "add those of the runtime",
                BY_RESTRICTED,
                capabilities,
                pod -> pod.context()
                        .withObject("/capabilities")
                        .set("add", Graft.words(ContainerOperators.DEFAULTS.toArray(String[]::new))));
        each(
                "capabilities_baseline",
                "add NET_RAW",
                BY_BOTH,
                "NET_RAW",
                context -> context.withObject("/capabilities").set("add", Graft.words("NET_RAW")));
        for (String spelling : List.of("chown", "CAP_CHOWN")) {
            add(
                    "capabilities_baseline",
                    "add " + spelling,
                    BY_BOTH,
                    spelling,
                    pod -> pod.context().withObject("/capabilities").set("add", Graft.words(spelling)));
        }
        each(
                "privileged",
                "true",
                BY_BOTH,
                "privileged",
                context -> context.put("privileged", true).remove("allowPrivilegeEscalation"));
        // The API server itself takes it in a user namespace only.
        each("procMount", "Unmasked", BY_BOTH, "hostUsers", context -> context.put("procMount", "Unmasked"));
        for (String container : List.of(MAIN, INIT)) {
            add(
                    "procMount_restricted",
                    "Unmasked in a user namespace, container " + container,
                    BY_BOTH.until(RELAXED_SINCE - 1, BASELINE),
                    "procMount",
                    pod -> {
                        pod.spec().put("hostUsers", false);
                        context(pod, container).put("procMount", "Unmasked");
                    });
        }
    }

    private void profiles() {
        String words = "seccompProfile";
        String restricted = "seccompProfile_restricted";
        add(restricted, "unset", BY_RESTRICTED, words, pod -> podContext(pod).remove(words));
        for (String container : List.of(MAIN, INIT)) {
            add(restricted, "set by container %s only".formatted(container), BY_RESTRICTED, words, pod -> {
                podContext(pod).remove(words);
                seccomp(context(pod, container), "RuntimeDefault");
            });
        }
        add(restricted, "Unconfined, but not in the containers", BY_BOTH, words, pod -> {
            seccomp(podContext(pod), "Unconfined");
            List.of(MAIN, INIT).forEach(container -> seccomp(context(pod, container), "RuntimeDefault"));
        });
        add(restricted, "Unconfined in the init container beside a sound one", BY_BOTH, words, pod -> {
            seccomp(pod.context(), "RuntimeDefault");
            seccomp(context(pod, INIT), "Unconfined");
        });
        add("seccompProfile_baseline", "Unconfined", BY_BOTH, words, pod -> seccomp(podContext(pod), "Unconfined"));
        each("seccompProfile_baseline", "Unconfined", BY_BOTH, words, context -> seccomp(context, "Unconfined"));
        for (String container : List.of(MAIN, INIT)) {
            add(
                    "appArmorProfile",
                    "annotation unconfined, container " + container,
                    BY_BOTH,
                    "AppArmor",
                    pod -> pod.pod()
                            .withObject("/metadata/annotations")
                            .put("container.apparmor.security.beta.kubernetes.io/" + container, "unconfined"));
        }
        add(
                "appArmorProfile",
                "Unconfined",
                BY_BOTH,
                "AppArmor",
                pod -> podContext(pod).putObject("appArmorProfile").put("type", "Unconfined"));
        each(
                "appArmorProfile",
                "Unconfined",
                BY_BOTH,
                "AppArmor",
                context -> context.putObject("appArmorProfile").put("type", "Unconfined"));
        add(
                "seLinuxOptions",
                "type",
                BY_BOTH,
                "seLinuxOptions",
                pod -> podContext(pod).putObject("seLinuxOptions").put("type", "spc_t"));
        each(
                "seLinuxOptions",
                "type",
                BY_BOTH,
                "seLinuxOptions",
                context -> context.putObject("seLinuxOptions").put("type", "spc_t"));
        for (String field : List.of("user", "role")) {
            add(
                    "seLinuxOptions",
                    field,
                    BY_BOTH,
                    "seLinuxOptions",
                    pod -> podContext(pod).putObject("seLinuxOptions").put(field, "system"));
        }
    }

    private void host() {
        for (String field : List.of("hostPID", "hostIPC", "hostNetwork")) {
            add(
                    "hostNamespaces",
                    field,
                    BY_BOTH,
                    field + "=true",
                    pod -> pod.spec().put(field, true));
        }
        add("hostPorts", "container main", BY_BOTH, "hostPort", pod -> hostPort(pod, MAIN, 5998));
        add("hostPorts", "container init", BY_BOTH, "hostPort", pod -> hostPort(pod, INIT, 5999));
        add("hostPorts", "both containers", BY_BOTH, "hostPorts 5998, 5999", pod -> {
            hostPort(pod, MAIN, 5998);
            hostPort(pod, INIT, 5999);
        });
        add("sysctls", "kernel.msgmax", BY_BOTH, "sysctls", pod -> sysctl(pod, "kernel.msgmax", "65536"));
        add("windowsHostProcess", "true", BY_BOTH, "hostProcess", pod -> {
            pod.spec().put("hostNetwork", true);
            podContext(pod).putObject("windowsOptions").put("hostProcess", true);
        });
        add("windowsHostProcess", "true in every container", BY_BOTH, "hostProcess", pod -> {
            pod.spec().put("hostNetwork", true);
            List.of(MAIN, INIT)
                    .forEach(container ->
                            context(pod, container).putObject("windowsOptions").put("hostProcess", true));
        });
    }

    private void volumes() {
        for (String type : List.of("Directory", "Socket")) {
            add("hostPathVolumes", type, BY_BOTH, "hostPath", pod -> {
                ObjectNode source = Graft.object("{}");
                source.putObject("hostPath").put("path", "/run/x").put("type", type);
                pod.mount("host", "/mnt", true, source);
            });
        }
        PodOperators.VOLUMES.forEach((type, source) -> add("restrictedVolumes", type, BY_RESTRICTED, type, pod -> {
            ObjectNode volume = Graft.object("{}");
            volume.set(type, Graft.object(source));
            pod.mount("forbidden", "/mnt", true, volume);
        }));
    }

    private void handlers() {
        for (String path : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
            handler(path, "/" + path, "127.0.0.1");
        }
        handler("livenessProbe", "/livenessProbe", "::1");
        handler("livenessProbe", "/livenessProbe", "example.com");
        for (String path : List.of("postStart", "preStop")) {
            handler(path, "/lifecycle/" + path, "127.0.0.1");
        }
    }

    private void handler(String name, String path, String host) {
        add(
                "hostProbesAndHostLifecycle",
                "%s of %s".formatted(name, host),
                BY_BOTH.since(PROBES_SINCE),
                "host",
                pod -> pod.own()
                        .withObject(path)
                        .putObject("httpGet")
                        .put("host", host)
                        .put("port", 80));
    }

    /** What the standards allow: a table that refuses everything would be right above. */
    private void admitted() {
        add("none", "nothing is changed", BY_NONE, "", pod -> {});
        add(
                "none",
                "add NET_BIND_SERVICE",
                BY_NONE,
                "",
                pod -> pod.context().withObject("/capabilities").set("add", Graft.words("NET_BIND_SERVICE")));
        add("none", "seccomp Localhost", BY_NONE, "", pod -> {
            seccomp(podContext(pod), "Localhost");
            podContext(pod).withObject("/seccompProfile").put("localhostProfile", "audit.json");
        });
        for (String container : List.of(MAIN, INIT)) {
            add(
                    "none",
                    "no user namespace's root, but a user, container " + container,
                    BY_NONE,
                    "",
                    pod -> context(pod, container).put("runAsUser", 1000));
        }
        for (String volume : List.of("emptyDir", "configMap", "secret", "downwardAPI", "projected")) {
            add("none", "volume " + volume, BY_NONE, "", pod -> {
                ObjectNode source = Graft.object("{}");
                ObjectNode its = source.putObject(volume);
                switch (volume) {
                    case "configMap" -> its.put("name", "c");
                    case "secret" -> its.put("secretName", "s");
                    case "projected" -> its.putArray("sources");
                    default -> {}
                }
                pod.mount("allowed", "/mnt", true, source);
            });
        }
        sysctlSince("net.ipv4.ip_unprivileged_port_start", "1024", 0);
        sysctlSince("net.ipv4.tcp_keepalive_time", "60", 29);
        sysctlSince("net.ipv4.tcp_rmem", "4096 131072 6291456", 32);
        add(
                "seLinuxOptions",
                "type container_engine_t",
                BY_BOTH.until(30, BASELINE).until(30, RESTRICTED),
                "seLinuxOptions",
                pod -> podContext(pod).putObject("seLinuxOptions").put("type", "container_engine_t"));
    }

    /** A safe one, which the standards allow since a version. */
    private void sysctlSince(String name, String value, int minor) {
        add(
                "sysctls",
                name,
                BY_BOTH.until(minor - 1, BASELINE).until(minor - 1, RESTRICTED),
                "sysctls",
                pod -> sysctl(pod, name, value));
    }

    private void each(String control, String change, Refused refused, String words, Consumer<ObjectNode> weaken) {
        for (String container : List.of(MAIN, INIT)) {
            add(
                    control,
                    "%s, container %s".formatted(change, container),
                    refused,
                    words,
                    pod -> weaken.accept(context(pod, container)));
        }
    }

    private void add(String control, String change, Refused refused, String words, Consumer<WeakPod> weaken) {
        fixtures.add(new Fixture(control, change, refused, words, weaken));
    }

    private static ObjectNode podContext(WeakPod pod) {
        return pod.podContext();
    }

    private static ObjectNode context(WeakPod pod, String container) {
        return new WeakPod(pod.pod(), container).context();
    }

    private static void seccomp(ObjectNode context, String type) {
        context.putObject("seccompProfile").put("type", type);
    }

    private static void sysctl(WeakPod pod, String name, String value) {
        podContext(pod).withArray("/sysctls").addObject().put("name", name).put("value", value);
    }

    private static void hostPort(WeakPod pod, String container, int port) {
        new WeakPod(pod.pod(), container)
                .own()
                .withArray("/ports")
                .addObject()
                .put("containerPort", port)
                .put("hostPort", port);
    }
}
