package dev.touchstone.cluster;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * How clusters are had in this run.
 *
 * @param context the kubeconfig context of an existing cluster; empty for k3s in containers
 * @param versions Kubernetes versions to prove things on; at least one
 * @param keep what happens to a cluster after its lease
 * @param apiPort the port on the loopback address where the API server is to be found; 0 for any free one
 */
public record ClusterSettings(
        Optional<String> context, List<KubernetesVersion> versions, KeepPolicy keep, int apiPort) {

    private static final String CONTEXT = "context:";

    /** The settings of this JVM's system properties, {@code touchstone.*}. */
    public static ClusterSettings fromSystemProperties() {
        return from(System.getProperties());
    }

    /** Whether a cluster that was leased is removed after its lease, however that went. */
    public boolean removed() {
        return context.isEmpty() && keep == KeepPolicy.NEVER;
    }

    static ClusterSettings from(Properties properties) {
        return new ClusterSettings(
                contextOf(properties.getProperty("touchstone.cluster", "k3s")),
                versionsOf(properties.getProperty(
                        "touchstone.kubernetes", KubernetesVersion.newest().minor())),
                keepOf(properties.getProperty("touchstone.keep", "never")),
                portOf(properties.getProperty("touchstone.port", "0")));
    }

    private static Optional<String> contextOf(String cluster) {
        if (cluster.equals("k3s")) {
            return Optional.empty();
        }
        if (cluster.startsWith(CONTEXT) && cluster.length() > CONTEXT.length()) {
            return Optional.of(cluster.substring(CONTEXT.length()));
        }
        throw invalid("cluster", cluster, "k3s, or context:NAME with the name of a kubeconfig context");
    }

    private static List<KubernetesVersion> versionsOf(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .map(KubernetesVersion::of)
                .distinct()
                .toList();
    }

    private static KeepPolicy keepOf(String keep) {
        return Arrays.stream(KeepPolicy.values())
                .filter(policy -> nameOf(policy).equals(keep))
                .findFirst()
                .orElseThrow(() -> invalid(
                        "keep",
                        keep,
                        Arrays.stream(KeepPolicy.values())
                                .map(ClusterSettings::nameOf)
                                .collect(Collectors.joining(", "))));
    }

    private static String nameOf(KeepPolicy policy) {
        return policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static int portOf(String port) {
        try {
            int number = Integer.parseInt(port);
            if (number >= 0 && number <= 65_535) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw (IllegalArgumentException) invalid("port", port, "a port from 1 to 65535, or 0 for any free one")
                    .initCause(notANumber);
        }
        throw invalid("port", port, "a port from 1 to 65535, or 0 for any free one");
    }

    private static IllegalArgumentException invalid(String key, String found, String expected) {
        return new IllegalArgumentException("-Dtouchstone.%s=%s: expected %s".formatted(key, found, expected));
    }
}
