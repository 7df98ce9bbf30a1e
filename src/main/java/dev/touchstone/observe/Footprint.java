package dev.touchstone.observe;

import java.util.List;

/**
 * What a container has taken, and what it was refused, at the end of a run.
 *
 * @param workload that it belongs to, as kubectl writes it
 * @param pod its pod
 * @param container its name
 * @param memory working set in bytes, as the kubelet counts it; -1 when the kubelet did not say
 * @param readyAfter seconds from the pod's creation until it was Ready; -1 when it is not
 * @param refusals lines of its log in which the kernel's refusals stand, such as {@code Read-only file system}
 */
public record Footprint(
        String workload, String pod, String container, long memory, long readyAfter, List<String> refusals) {

    public Footprint {
        refusals = List.copyOf(refusals);
    }

    /** The name for people, as {@link Subject#label()} gives it. */
    public String label() {
        return workload.substring(workload.indexOf('/') + 1) + "/" + container;
    }
}
