package dev.touchstone.judge;

import dev.touchstone.observe.ContainerFacts;
import dev.touchstone.observe.Mount;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Which mounts of a container are whose: the runtime's, the kubelet's, or the chart's. */
final class WritableMounts {

    /** What the kubelet and the runtime put into every container. */
    private static final Set<String> PLATFORM_FILES = Set.of("/etc/hosts", "/etc/hostname", "/etc/resolv.conf");

    private static final Set<String> PLATFORM_FOLDERS = Set.of("/proc", "/sys", "/dev");
    private static final Set<String> WRITABLE_KINDS = Set.of("emptyDir", "persistentVolumeClaim", "ephemeral", "csi");

    private WritableMounts() {}

    /** Whether a mount is there whatever the chart says. */
    static boolean isPlatforms(Mount mount, JsonNode container) {
        String point = mount.point();
        String messages = container.path("terminationMessagePath").asString("/dev/termination-log");
        return point.equals("/")
                || point.equals(messages)
                || PLATFORM_FILES.contains(point)
                || PLATFORM_FOLDERS.stream().anyMatch(folder -> point.equals(folder) || point.startsWith(folder + "/"));
    }

    /** Every declared mount, by its path, with the volume behind it. */
    static Map<String, JsonNode> declared(ContainerFacts facts) {
        Map<String, JsonNode> mounts = new TreeMap<>();
        for (JsonNode mount : facts.declared().path("volumeMounts")) {
            mounts.put(
                    normal(mount.path("mountPath").asString("")),
                    volume(facts, mount.path("name").asString("")));
        }
        return mounts;
    }

    /** Paths that are declared to take writes. */
    static Set<String> declaredWritable(ContainerFacts facts) {
        Map<String, JsonNode> writable = declared(facts);
        for (JsonNode mount : facts.declared().path("volumeMounts")) {
            if (mount.path("readOnly").asBoolean(false)) {
                writable.remove(normal(mount.path("mountPath").asString("")));
            }
        }
        writable.values()
                .removeIf(volume -> WRITABLE_KINDS.stream().noneMatch(volume::has)
                        || volume.path("persistentVolumeClaim").path("readOnly").asBoolean(false));
        return writable.keySet();
    }

    private static JsonNode volume(ContainerFacts facts, String name) {
        for (JsonNode volume : facts.declaredPod().path("volumes")) {
            if (volume.path("name").asString("").equals(name)) {
                return volume;
            }
        }
        return facts.declaredPod().path("no such volume");
    }

    private static String normal(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
