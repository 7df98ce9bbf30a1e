package dev.touchstone.mutate;

import static dev.touchstone.judge.CheckId.CAPABILITIES_DROPPED;
import static dev.touchstone.judge.CheckId.NON_ROOT;
import static dev.touchstone.judge.CheckId.NO_HOST_NAMESPACES;
import static dev.touchstone.judge.CheckId.NO_HOST_PATHS;
import static dev.touchstone.judge.CheckId.NO_NEW_PRIVILEGES;
import static dev.touchstone.judge.CheckId.SECCOMP;
import static dev.touchstone.mutate.Site.POD;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Pod Security forbids a pod as a whole, each control by itself. Source: the Pod Security Standards, level {@code
 * restricted}, and those of {@code baseline} that it includes.
 */
final class PodOperators {

    private static final String NON_ROOT_WANTED = "runAsNonRoot != true";
    private static final int RELAXED_SINCE = 35;

    /** Volumes that {@code restricted} does not allow, each with the least that the API server takes of it. */
    static final Map<String, String> VOLUMES = new TreeMap<>(Map.ofEntries(
            Map.entry("awsElasticBlockStore", "{\"volumeID\": \"v\"}"),
            Map.entry("azureDisk", "{\"diskName\": \"d\", \"diskURI\": \"https://d/d.vhd\"}"),
            Map.entry("azureFile", "{\"secretName\": \"s\", \"shareName\": \"s\"}"),
            Map.entry("cephfs", "{\"monitors\": [\"m\"]}"),
            Map.entry("cinder", "{\"volumeID\": \"v\"}"),
            Map.entry("fc", "{\"wwids\": [\"w\"]}"),
            Map.entry("flexVolume", "{\"driver\": \"v/d\"}"),
            Map.entry("flocker", "{\"datasetName\": \"d\"}"),
            Map.entry("gcePersistentDisk", "{\"pdName\": \"d\"}"),
            Map.entry("gitRepo", "{\"repository\": \"r\"}"),
            Map.entry("glusterfs", "{\"endpoints\": \"e\", \"path\": \"p\"}"),
            Map.entry(
                    "iscsi",
                    "{\"targetPortal\": \"127.0.0.1\", \"iqn\": \"iqn.2025-01.dev.touchstone:x\", \"lun\": 0}"),
            Map.entry("nfs", "{\"server\": \"s\", \"path\": \"/p\"}"),
            Map.entry("photonPersistentDisk", "{\"pdID\": \"d\"}"),
            Map.entry("portworxVolume", "{\"volumeID\": \"v\"}"),
            Map.entry("quobyte", "{\"registry\": \"r:1\", \"volume\": \"v\"}"),
            Map.entry("rbd", "{\"monitors\": [\"m\"], \"image\": \"i\"}"),
            Map.entry(
                    "scaleIO",
                    "{\"gateway\": \"g\", \"system\": \"s\", \"secretRef\": {\"name\": \"s\"}, \"volumeName\": \"v\"}"),
            Map.entry("storageos", "{\"volumeName\": \"v\"}"),
            Map.entry("vsphereVolume", "{\"volumePath\": \"p\"}")));

    private PodOperators() {}

    static List<Operator> all() {
        return Stream.concat(controls(), volumes()).toList();
    }

    private static Stream<Operator> controls() {
        return Stream.of(
                context("run-as-root", context -> context.put("runAsUser", 0).put("runAsNonRoot", false))
                        .refused("runAsUser=0")
                        .seen(NON_ROOT, "has Uid [0"),
                context("run-as-non-root-unset", context -> context.remove("runAsNonRoot"))
                        .refused(NON_ROOT_WANTED)
                        .unlessOverriddenBy("runAsNonRoot"),
                context("run-as-non-root-false", context -> context.put("runAsNonRoot", false))
                        .refused(NON_ROOT_WANTED),
                context("seccomp-unset", context -> context.remove("seccompProfile"))
                        .refused("seccompProfile")
                        .seen(SECCOMP, "has Seccomp: 0")
                        .unlessOverriddenBy("seccompProfile"),
                context(
                                "seccomp-unconfined",
                                context -> context.putObject("seccompProfile").put("type", "Unconfined"))
                        .refused("seccompProfile")
                        .seen(SECCOMP, "has Seccomp: 0"),
                // The probe sees the node's processes then, and most of them are as weak as can be.
                spec("host-pid", spec -> spec.put("hostPID", true))
                        .refused("hostPID=true")
                        .seen(
                                NO_HOST_NAMESPACES,
                                "of another pod or of the node is visible",
                                NON_ROOT,
                                NO_NEW_PRIVILEGES,
                                CAPABILITIES_DROPPED,
                                SECCOMP),
                spec("host-network", spec -> spec.put("hostNetwork", true)).refused("hostNetwork=true"),
                // Nothing inside of a container tells whose System V objects it shares.
                spec("host-ipc", spec -> spec.put("hostIPC", true)).refused("hostIPC=true"),
                Operator.of(
                                "host-path",
                                Set.of(POD),
                                pod -> pod.mount("touchstone-host", "/mnt", true, Graft.object("""
                                {"hostPath": {"path": "/etc"}}""")))
                        .refused("hostPath")
                        .seen(NO_HOST_PATHS, "mounted from outside"),
                spec(
                                "unsafe-sysctl",
                                spec -> spec.withArray("/securityContext/sysctls")
                                        .addObject()
                                        .put("name", "kernel.msgmax")
                                        .put("value", "65536"))
                        .refused("sysctls"),
                context(
                                "app-armor-unconfined",
                                context -> context.putObject("appArmorProfile").put("type", "Unconfined"))
                        .refused("ppArmor"),
                context(
                                "selinux-type",
                                context -> context.putObject("seLinuxOptions").put("type", "spc_t"))
                        .refused("seLinuxOptions"),
                spec(
                                "windows-host-process",
                                spec -> spec.put("hostNetwork", true)
                                        .withObject("/securityContext/windowsOptions")
                                        .put("hostProcess", true))
                        .refused("hostProcess"),
                spec(
                                "root-in-a-user-namespace",
                                spec -> spec.put("hostUsers", false)
                                        .withObject("/securityContext")
                                        .put("runAsUser", 0)
                                        .put("runAsNonRoot", false))
                        .refusedUntil(
                                RELAXED_SINCE - 1,
                                "runAsUser=0",
                                "Pod Security admits user 0 in a user namespace since Kubernetes 1.35 (KEP-127)"));
    }

    private static Stream<Operator> volumes() {
        return VOLUMES.entrySet().stream()
                .map(each -> Operator.of("volume-" + kebab(each.getKey()), Set.of(POD), pod -> {
                            ObjectNode source = Graft.object("{}");
                            source.set(each.getKey(), Graft.object(each.getValue()));
                            pod.mount("touchstone", "/media", true, source);
                        })
                        .refused(each.getKey()));
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
    }

    private static Operator context(String name, Consumer<ObjectNode> change) {
        return Operator.of(name, Set.of(POD), pod -> change.accept(pod.podContext()));
    }

    private static Operator spec(String name, Consumer<ObjectNode> change) {
        return Operator.of(name, Set.of(POD), pod -> change.accept(pod.spec()));
    }
}
