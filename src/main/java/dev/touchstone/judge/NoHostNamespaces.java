package dev.touchstone.judge;

import dev.touchstone.observe.ContainerFacts;
import dev.touchstone.observe.Probe;
import dev.touchstone.observe.ProcessFacts;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The pod has namespaces of its own: its address is not the node's, and no process of another pod is visible. */
final class NoHostNamespaces extends ContainerCheck {

    private static final List<String> FIELDS = List.of("hostNetwork", "hostPID", "hostIPC");
    // As seen from a control group namespace of its own: two steps up is outside the pod.
    private static final Pattern OUTSIDE = Pattern.compile("^(/\\.\\.){2,}.*");

    NoHostNamespaces() {
        super(CheckId.NO_HOST_NAMESPACES);
    }

    @Override
    Optional<Ruling> declared(ContainerFacts facts) {
        return FIELDS.stream()
                .filter(field -> facts.declaredPod().path(field).asBoolean(false))
                .findFirst()
                .map(field -> Ruling.fail(
                        "declared %s: true, expected false".formatted(field), Remedy.ofPod(field, "false")));
    }

    @Override
    Ruling observed(ContainerFacts facts, Probe probe) {
        String podIp = facts.pod().podIp();
        if (podIp.isEmpty() || podIp.equals(facts.pod().hostIp())) {
            return Ruling.fail("the pod's address is '%s', the node's '%s', expected one of its own"
                    .formatted(podIp, facts.pod().hostIp()));
        }
        List<ProcessFacts> placed = probe.processes().stream()
                .filter(process -> !process.cgroup().isEmpty())
                .toList();
        if (placed.isEmpty()) {
            return Ruling.inconclusive("the probe saw no process's control group, so that nobody knows whose they are");
        }
        String uid = facts.pod().uid();
        boolean whole = placed.stream().anyMatch(process -> isOf(process.cgroup(), uid));
        Optional<ProcessFacts> foreign = placed.stream()
                .filter(process -> isForeign(process.cgroup(), uid, whole))
                .findFirst();
        if (foreign.isPresent()) {
            return Ruling.fail("process %d (%s) of another pod or of the node is visible: control group %s"
                    .formatted(
                            foreign.get().pid(),
                            foreign.get().name(),
                            foreign.get().cgroup()));
        }
        return Ruling.pass("address %s on node %s; %d process(es), all of the pod"
                .formatted(podIp, facts.pod().hostIp(), probe.processes().size()));
    }

    // Where the container sees whole paths (control groups of version 1), they name the pod; those of the node's own
    // processes name none. The kernel shows "/" for one that has died and was not waited for: that says nothing.
    private static boolean isForeign(String cgroup, String uid, boolean whole) {
        if (whole || cgroup.contains("kubepods")) {
            return !isOf(cgroup, uid) && !cgroup.equals("/");
        }
        return OUTSIDE.matcher(cgroup).matches();
    }

    private static boolean isOf(String cgroup, String uid) {
        return cgroup.contains(uid) || cgroup.contains(uid.replace('-', '_'));
    }
}
