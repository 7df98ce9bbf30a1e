package dev.touchstone.mutate;

import static dev.touchstone.judge.CheckId.CAPABILITIES_DROPPED;
import static dev.touchstone.judge.CheckId.DECLARED_WRITES_ONLY;
import static dev.touchstone.judge.CheckId.NON_ROOT;
import static dev.touchstone.judge.CheckId.NO_HOST_PATHS;
import static dev.touchstone.judge.CheckId.NO_NEW_PRIVILEGES;
import static dev.touchstone.judge.CheckId.SECCOMP;
import static dev.touchstone.mutate.Site.EPHEMERAL;
import static dev.touchstone.mutate.Site.INIT;
import static dev.touchstone.mutate.Site.MAIN;
import static dev.touchstone.mutate.Site.SIDECAR;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Pod Security forbids a container, each control by itself. Source: the Pod Security Standards, level {@code restricted},
 * and those of {@code baseline} that it includes.
 */
final class ContainerOperators {

    private static final Set<Site> ALL = EnumSet.of(MAIN, INIT, SIDECAR, EPHEMERAL);
    private static final Set<Site> WITH_PORTS = EnumSet.of(MAIN, INIT, SIDECAR);
    private static final Set<Site> WITH_PROBES = EnumSet.of(MAIN, SIDECAR);

    private static final String ESCALATION = "allowPrivilegeEscalation != false";
    private static final String CAPABILITIES = "unrestricted capabilities";
    private static final int PROBES_SINCE = 34;
    private static final String PROBES_WHY = "Pod Security looks at hosts of probes since Kubernetes 1.34";

    /** Those that containerd gives a container by itself: CapBnd a80425fb without MKNOD, which Pod Security counts too. */
    static final List<String> DEFAULTS = List.of(
            "AUDIT_WRITE",
            "CHOWN",
            "DAC_OVERRIDE",
            "FOWNER",
            "FSETID",
            "KILL",
            "MKNOD",
            "NET_BIND_SERVICE",
            "SETFCAP",
            "SETGID",
            "SETPCAP",
            "SETUID",
            "SYS_CHROOT");

    private ContainerOperators() {}

    static List<Operator> all() {
        return List.of(
                context("run-as-root", context -> context.put("runAsUser", 0).put("runAsNonRoot", false))
                        .refused("runAsUser=0")
                        .seen(NON_ROOT, "has Uid [0"),
                context("run-as-non-root-false", context -> context.put("runAsNonRoot", false))
                        .refused("runAsNonRoot"),
                context("privilege-escalation-allowed", context -> context.put("allowPrivilegeEscalation", true))
                        .refused(ESCALATION)
                        .seen(NO_NEW_PRIVILEGES, "has NoNewPrivs: 0"),
                context("privilege-escalation-unset", context -> context.remove("allowPrivilegeEscalation"))
                        .refused(ESCALATION)
                        .seen(NO_NEW_PRIVILEGES, "has NoNewPrivs: 0"),
                context("capabilities-unset", context -> context.remove("capabilities"))
                        .refused(CAPABILITIES)
                        .seen(CAPABILITIES_DROPPED, "has CapBnd"),
                context(
                                "capabilities-drop-nothing",
                                context -> context.withObject("/capabilities").putArray("drop"))
                        .refused(CAPABILITIES)
                        .seen(CAPABILITIES_DROPPED, "has CapBnd"),
                // What is left in the container is the same, as long as the kernel knows no further one.
                context("capabilities-dropped-by-name", context -> {
                            context.withObject("/capabilities").putArray("drop");
                            DEFAULTS.forEach(name ->
                                    context.withArray("/capabilities/drop").add(name));
                        })
                        .refused(CAPABILITIES),
                adding("capability-net-raw", List.of("NET_RAW"))
                        .refused("NET_RAW")
                        .seen(CAPABILITIES_DROPPED, "has CapBnd"),
                adding("capabilities-of-the-runtime", DEFAULTS)
                        .refused(CAPABILITIES)
                        .seen(CAPABILITIES_DROPPED, "has CapBnd"),
                adding("capability-in-lower-case", List.of("chown")).refused("chown"),
                adding("capability-with-prefix", List.of("CAP_CHOWN")).refused("CAP_CHOWN"),
                context(
                                "seccomp-unconfined",
                                context -> context.putObject("seccompProfile").put("type", "Unconfined"))
                        .refused("seccompProfile")
                        .seen(SECCOMP, "has Seccomp: 0"),
                // The API server itself refuses a privileged container that may not escalate.
                context("privileged", context -> context.put("privileged", true).put("allowPrivilegeEscalation", true))
                        .refused("privileged")
                        .seen(
                                CAPABILITIES_DROPPED,
                                "has CapBnd",
                                SECCOMP,
                                NO_NEW_PRIVILEGES,
                                NO_HOST_PATHS,
                                DECLARED_WRITES_ONLY),
                // The API server itself refuses an unmasked /proc outside of a user namespace.
                Operator.of("proc-unmasked", EnumSet.of(MAIN, INIT, SIDECAR), pod -> {
                            pod.spec().put("hostUsers", false);
                            pod.context().put("procMount", "Unmasked");
                        })
                        .refused("procMount"),
                context(
                                "app-armor-unconfined",
                                context -> context.putObject("appArmorProfile").put("type", "Unconfined"))
                        .refused("ppArmor"),
                selinux("selinux-type", "type", "spc_t"),
                selinux("selinux-user", "user", "system_u"),
                selinux("selinux-role", "role", "system_r"),
                Operator.of(
                                "host-port",
                                WITH_PORTS,
                                pod -> pod.own()
                                        .withArray("/ports")
                                        .addObject()
                                        .put("name", "touchstone")
                                        .put("containerPort", 5999)
                                        .put("hostPort", 5999))
                        .refused("hostPort"),
                handler("liveness-probe-of-a-host", "/livenessProbe"),
                handler("readiness-probe-of-a-host", "/readinessProbe"),
                handler("startup-probe-of-a-host", "/startupProbe"),
                handler("post-start-hook-of-a-host", "/lifecycle/postStart"),
                handler("pre-stop-hook-of-a-host", "/lifecycle/preStop"),
                // The API server itself wants the host's network with it.
                Operator.of("windows-host-process", EnumSet.of(MAIN, INIT, SIDECAR), pod -> {
                            pod.spec().put("hostNetwork", true);
                            pod.podContext().putObject("windowsOptions").put("hostProcess", true);
                            pod.context().putObject("windowsOptions").put("hostProcess", true);
                        })
                        .refused("hostProcess"));
    }

    private static Operator context(String name, Consumer<ObjectNode> change) {
        return Operator.of(name, ALL, pod -> change.accept(pod.context()));
    }

    private static Operator adding(String name, List<String> capabilities) {
        return context(name, context -> {
            context.withObject("/capabilities").putArray("add");
            capabilities.forEach(
                    capability -> context.withArray("/capabilities/add").add(capability));
        });
    }

    private static Operator selinux(String name, String field, String value) {
        return context(name, context -> context.withObject("/seLinuxOptions").put(field, value))
                .refused("seLinuxOptions");
    }

    private static Operator handler(String name, String path) {
        return Operator.of(name, WITH_PROBES, pod -> {
                    ObjectNode handler = pod.own().withObject(path);
                    List.of("exec", "httpGet", "tcpSocket", "grpc", "sleep").forEach(handler::remove);
                    handler.putObject("httpGet")
                            .put("host", "127.0.0.1")
                            .put("port", 80)
                            .put("path", "/");
                })
                .refusedSince(PROBES_SINCE, "host", PROBES_WHY);
    }
}
