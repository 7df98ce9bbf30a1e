package dev.touchstone.cluster;

import java.util.Map;

/** The labels by which what belongs to a cluster or a scenario is found again, by this run or by a later one. */
public final class Labels {

    /** Tells which scenario a namespace belongs to; one without it is somebody else's and never touched. */
    public static final String SCENARIO = "touchstone.dev/scenario";

    /** The cluster that a container or network belongs to. */
    public static final String CLUSTER = "dev.touchstone.cluster";

    /** The {@link LeaseBook} that knows the cluster: one engine may serve several machines and users. */
    static final String HOME = "dev.touchstone.home";

    /** Digest of everything that must match for a kept cluster to be taken over. */
    static final String SETTINGS = "dev.touchstone.settings";

    static final String KUBERNETES = "dev.touchstone.kubernetes";
    static final String ROLE = "dev.touchstone.role";
    static final String SERVER = "server";
    static final String AGENT = "agent";

    /** The process that made it; for the person who looks, the lease book knows better. */
    static final String PROCESS = "dev.touchstone.process";

    private Labels() {}

    static Map<String, String> of(String cluster, String home, ClusterRequest request, String settings) {
        return Map.of(
                CLUSTER, cluster,
                HOME, home,
                SETTINGS, settings,
                KUBERNETES, request.version().minor(),
                PROCESS, Long.toString(ProcessHandle.current().pid()));
    }
}
