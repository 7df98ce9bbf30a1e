package dev.touchstone.cluster;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A Kubernetes version that a cluster can be asked for.
 *
 * @param minor such as {@code 1.35}
 * @param image the k3s image that brings it, as its publisher names it
 */
public record KubernetesVersion(String minor, String image) {

    /** The one place that says which versions are known; the first is the default. */
    private static final List<KubernetesVersion> KNOWN = List.of(
            new KubernetesVersion("1.35", "rancher/k3s:v1.35.1-k3s1"),
            new KubernetesVersion("1.33", "rancher/k3s:v1.33.3-k3s1"),
            new KubernetesVersion("1.32", "rancher/k3s:v1.32.0-k3s1"),
            new KubernetesVersion("1.31", "rancher/k3s:v1.31.1-k3s1"));

    private static final int OLDEST_MINOR = 31;

    private static final Pattern TAG = Pattern.compile(".+:v?(1\\.(\\d+))[^/]*");

    /** The version that is used when none is asked for. */
    public static KubernetesVersion newest() {
        return KNOWN.get(0);
    }

    /**
     * Look up a version.
     *
     * @param asked a minor version of the table, or any k3s image with its tag
     * @throws IllegalArgumentException when it is neither; the message lists the known versions
     */
    public static KubernetesVersion of(String asked) {
        Matcher tag = TAG.matcher(asked);
        if (tag.matches()) {
            // Before 1.31 the kubelet does not know fail-cgroupv1, which every node is started with.
            if (Integer.parseInt(tag.group(2)) < OLDEST_MINOR) {
                throw new IllegalArgumentException(
                        "%s is Kubernetes %s: expected 1.%d or newer".formatted(asked, tag.group(1), OLDEST_MINOR));
            }
            return new KubernetesVersion(tag.group(1), asked);
        }
        return KNOWN.stream()
                .filter(version -> version.minor.equals(asked))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Kubernetes version '%s' is not known: expected one of %s, or a k3s image such as %s"
                                .formatted(
                                        asked,
                                        KNOWN.stream()
                                                .map(KubernetesVersion::minor)
                                                .collect(Collectors.joining(", ")),
                                        newest().image)));
    }

    /** Whether it is 1.{@code number} or newer. */
    boolean isAtLeast(int number) {
        return Integer.parseInt(minor.substring(minor.indexOf('.') + 1)) >= number;
    }

    @Override
    public String toString() {
        return minor;
    }
}
