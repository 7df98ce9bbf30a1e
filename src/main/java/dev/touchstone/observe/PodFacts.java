package dev.touchstone.observe;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pod as the API server knows it.
 *
 * @param name of the pod
 * @param uid of the pod
 * @param workload that it belongs to, as kubectl writes it
 * @param phase such as {@code Running}
 * @param ready whether it is Ready
 * @param podIp its address
 * @param hostIp the address of its node
 * @param tokenVolume whether a service account's token was mounted into it, declared or not
 * @param ports that the containers of the live pod declare, such as {@code TCP/8080}
 * @param claims volumes that are claims, by the claim's name
 * @param containers init containers first
 */
public record PodFacts(
        String name,
        String uid,
        String workload,
        String phase,
        boolean ready,
        String podIp,
        String hostIp,
        boolean tokenVolume,
        List<String> ports,
        Map<String, Claim> claims,
        List<ContainerStatus> containers) {

    public PodFacts {
        ports = List.copyOf(ports);
        claims = Map.copyOf(claims);
        containers = List.copyOf(containers);
    }

    /** Of a workload that has no pod. */
    static PodFacts none(String workload) {
        return new PodFacts("", "", workload, "none", false, "", "", false, List.of(), Map.of(), List.of());
    }

    /**
     * A container's status.
     *
     * @param name of the container
     * @param phase {@code main}, {@code init} or {@code sidecar}
     * @param image as the pod's spec names it
     * @param imageId digest of what runs, as the kubelet reports it
     * @param state in words: {@code running}, {@code waiting: ImagePullBackOff: …}, {@code terminated: Completed, exit code 0}
     * @param running whether it runs now
     * @param finished whether it has ended well
     * @param restarts how often it was started again
     * @param lastEnd how its last run before this one ended, in the words of {@code state}, and the end of its log; empty when this is its first
     * @param uid user that its first process was started as, where the kubelet reports it (KEP-3619)
     */
    public record ContainerStatus(
            String name,
            String phase,
            String image,
            String imageId,
            String state,
            boolean running,
            boolean finished,
            int restarts,
            String lastEnd,
            Optional<Long> uid) {}

    /**
     * A claim's volume.
     *
     * @param source kind of the volume behind it: {@code hostPath}, {@code local}, {@code csi} …
     * @param provisioner that made the volume for the claim; empty for one that a person has made
     */
    public record Claim(String source, String provisioner) {}
}
