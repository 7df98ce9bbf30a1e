package dev.touchstone.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run was about, and how it ended: {@code run.json}.
 *
 * @param state {@code unfinished} until the end, then {@code accepted}, {@code refused}, or {@code partial} when only some
 *     checks were asked for
 * @param scenario name of the scenario
 * @param chart name, version, and digest over all files of the chart, and where its package comes from
 * @param release name of the release
 * @param namespace that it was installed in
 * @param enforced level of Pod Security that the namespace enforced
 * @param values digests of the files that were laid over the chart's values, by name
 * @param kubernetes version that the API server reports
 * @param cluster identity of the cluster: the UID of its namespace {@code kube-system}
 * @param nodes kernel, architecture, container runtime and network plugin of each node
 * @param images digest of each image that was brought to the cluster, by name
 * @param harness version of Touchstone
 * @param checks ids of the checks that were made
 * @param started when the run began
 * @param ended when it ended; empty while it runs
 */
public record RunInfo(
        String state,
        String scenario,
        ChartInfo chart,
        String release,
        String namespace,
        String enforced,
        Map<String, String> values,
        String kubernetes,
        String cluster,
        List<String> nodes,
        Map<String, String> images,
        String harness,
        List<String> checks,
        Instant started,
        Optional<Instant> ended) {

    /** The state of a run that has not ended, or was killed. */
    public static final String UNFINISHED = "unfinished";

    /** The state of a run that ended well. */
    public static final String ACCEPTED = "accepted";

    /** The state of a run in which nothing was found wrong, but not everything was asked. */
    public static final String PARTIAL = "partial";

    /** The state of a run with findings. */
    public static final String REFUSED = "refused";

    /**
     * Which chart.
     *
     * @param sha256 over all its files
     * @param origin of the package that it was unpacked from; empty where it is a folder
     */
    public record ChartInfo(String name, String version, String sha256, Optional<Origin> origin) {}

    /**
     * Where a chart's package comes from.
     *
     * @param from a registry, a repository, or the name of a file
     * @param sha256 of the package
     */
    public record Origin(String from, String sha256) {}

    /** The same run at its end. */
    public RunInfo ended(String how, Instant when) {
        return new RunInfo(
                how,
                scenario,
                chart,
                release,
                namespace,
                enforced,
                values,
                kubernetes,
                cluster,
                nodes,
                images,
                harness,
                checks,
                started,
                Optional.of(when));
    }
}
