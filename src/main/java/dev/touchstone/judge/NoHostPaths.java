package dev.touchstone.judge;

import dev.touchstone.observe.ContainerFacts;
import dev.touchstone.observe.Mount;
import dev.touchstone.observe.PodFacts;
import dev.touchstone.observe.Probe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Nothing of the node's file system is mounted: no hostPath volume, none behind a claim that a person has bound to one, and
 * no runtime's socket. Pod Security does not look behind claims.
 */
final class NoHostPaths extends ContainerCheck {

    private static final Set<String> NOT_ON_DISK =
            Set.of("proc", "sysfs", "mqueue", "devpts", "cgroup", "cgroup2", "securityfs");

    NoHostPaths() {
        super(CheckId.NO_HOST_PATHS);
    }

    @Override
    Optional<Ruling> declared(ContainerFacts facts) {
        for (JsonNode volume : facts.declaredPod().path("volumes")) {
            if (volume.has("hostPath")) {
                return Optional.of(Ruling.fail(
                        "declared volume %s is hostPath %s, expected none"
                                .formatted(
                                        volume.path("name"),
                                        volume.path("hostPath").path("path")),
                        Remedy.ofPod("volumes", "an emptyDir or a claim")));
            }
        }
        return Optional.empty();
    }

    @Override
    Ruling observed(ContainerFacts facts, Probe probe) {
        if (!probe.runtimeSockets().isEmpty()) {
            return Ruling.fail("a container runtime's socket is within reach: " + probe.runtimeSockets());
        }
        Optional<Map.Entry<String, PodFacts.Claim>> byHand = facts.pod().claims().entrySet().stream()
                .filter(claim -> claim.getValue().source().equals("hostPath")
                        && claim.getValue().provisioner().isEmpty())
                .findFirst();
        if (byHand.isPresent()) {
            return Ruling.fail(
                    "claim %s is bound to a hostPath volume that no provisioner has made, expected storage of its own"
                            .formatted(byHand.get().getKey()));
        }
        if (probe.mounts().isEmpty()) {
            return Ruling.inconclusive("the mount table is empty");
        }
        Map<String, JsonNode> declared = WritableMounts.declared(facts);
        List<String> foreign = probe.mounts().stream()
                .filter(mount -> !NOT_ON_DISK.contains(mount.type()))
                .filter(mount -> !isMadeForThePod(mount, declared.get(mount.point()), facts.declared()))
                .filter(mount -> !isThePods(mount, facts.pod().uid()))
                .filter(mount -> !isClaim(declared.get(mount.point())))
                .map(mount -> "%s from %s".formatted(mount.point(), mount.root()))
                .toList();
        if (!foreign.isEmpty()) {
            return Ruling.fail("mounted from outside the pod's own folder on the node: " + foreign);
        }
        return Ruling.pass("%d mounts, all of the pod or its claims"
                .formatted(probe.mounts().size()));
    }

    // What the kubelet mounts lies in a folder of the pod's UID; what the runtime mounts, in one of its own.
    private static boolean isThePods(Mount mount, String uid) {
        return mount.root().contains("/pods/" + uid + "/")
                || mount.root().contains("/io.containerd.")
                || mount.root().contains("/containers/storage/")
                || mount.root().contains("/sandboxes/")
                || mount.point().equals("/");
    }

    // The node has such file systems too: its /run is a tmpfs, and its root an overlay where it is itself a container.
    private static boolean isMadeForThePod(
            Mount mount, @org.jspecify.annotations.Nullable JsonNode volume, JsonNode container) {
        if (mount.type().equals("overlay")) {
            return volume != null && volume.has("image");
        }
        return mount.type().equals("tmpfs")
                && (mount.root().equals("/")
                        || WritableMounts.isPlatforms(mount, container)
                        || (volume != null && !volume.has("hostPath")));
    }

    private static boolean isClaim(@org.jspecify.annotations.Nullable JsonNode volume) {
        return volume != null && (volume.has("persistentVolumeClaim") || volume.has("ephemeral") || volume.has("csi"));
    }
}
