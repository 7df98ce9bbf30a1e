package dev.touchstone.observe;

/**
 * What a verdict is about.
 *
 * @param workload as kubectl writes it: {@code statefulset/spark-sa-worker}
 * @param pod name of the pod; empty for a pod template, which is about no pod yet
 * @param container name of the container; empty where the whole pod or template is meant
 * @param phase the part that it plays: {@code main}, {@code init}, {@code sidecar}; for a template {@code workload},
 *     {@code hook} or {@code test}; for what the software does {@code function}; under other users the identity's name; under other users, the identity's name
 * @param image as the pod's spec names it
 * @param digest of the image that runs, as the kubelet reports it; empty while nothing runs
 */
public record Subject(String workload, String pod, String container, String phase, String image, String digest) {

    /** A subject without a pod. */
    public static Subject of(String workload, String phase) {
        return new Subject(workload, "", "", phase, "", "");
    }

    /** The same container in any of its workload's pods. */
    public Subject ofWorkload() {
        return new Subject(workload, "", container, phase, image, digest);
    }

    /** The same, in another part. */
    public Subject inPhase(String other) {
        return new Subject(workload, pod, container, other, image, digest);
    }

    /** The name for people: {@code spark-sa-worker/shuffle-service}. It is the same for every replica. */
    public String label() {
        String name = workload.substring(workload.indexOf('/') + 1);
        return container.isEmpty() ? name : name + "/" + container;
    }
}
