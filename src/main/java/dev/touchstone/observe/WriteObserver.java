package dev.touchstone.observe;

import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.Node;
import dev.touchstone.cluster.Resource;
import dev.touchstone.observe.Written.InLayer;
import dev.touchstone.observe.Written.Mounted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads on the nodes what containers have written. Nothing is put into a container: its layer over the image is a folder of the
 * node, whatever the image has in it.
 */
public final class WriteObserver {

    private static final String SCRIPT = Resource.read(WriteObserver.class, "written.sh");
    private static final String CONTAINER = "container";

    private final Cluster cluster;
    private final String namespace;

    public WriteObserver(Cluster cluster, String namespace) {
        this.cluster = cluster;
        this.namespace = namespace;
    }

    /**
     * One for each container of the release that has a pod, ended ones included, by workload and container.
     *
     * @throws IllegalArgumentException when the nodes are not this harness's
     */
    public List<Written> look() {
        if (cluster.nodes().isEmpty()) {
            throw new IllegalArgumentException(
                    "cluster %s: found nodes that are not containers of the local engine; expected a k3s cluster of this harness, because what containers write is read on their nodes"
                            .formatted(cluster.name()));
        }
        Map<String, String> workloads = new PodObserver(cluster.client(), namespace)
                .all().stream()
                        .collect(Collectors.toMap(
                                pod -> pod.facts().name(), pod -> pod.facts().workload()));
        return cluster.nodes().stream()
                .flatMap(node -> read(asked(node), workloads).stream())
                .sorted(Comparator.comparing(Written::workload).thenComparing(Written::container))
                .toList();
    }

    private String asked(Node node) {
        return node.run(SCRIPT, namespace).orThrow("looking for what containers have written on " + node.name());
    }

    /** Those of the release; a step's pods, and such as have gone, are not in the map. */
    static List<Written> read(String lines, Map<String, String> workloads) {
        List<Written> all = new ArrayList<>();
        String workload = "";
        String container = "";
        Parts parts = new Parts();
        for (String line : lines.lines().toList()) {
            String[] words = line.split("\t", -1);
            if (words[0].equals(CONTAINER)) {
                parts.into(all, workload, container);
                parts = new Parts();
                workload = workloads.getOrDefault(words[1], "");
                container = words[2];
            } else {
                parts.add(words);
            }
        }
        parts.into(all, workload, container);
        return all;
    }

    private static final class Parts {

        private final List<InLayer> files = new ArrayList<>();
        private final List<String> made = new ArrayList<>();
        private final List<Mounted> mounts = new ArrayList<>();

        private void add(String... words) {
            switch (words[0]) {
                case "made" -> made.add(words[1]);
                case "wrote" -> files.add(new InLayer(words[1], Integer.parseInt(words[2])));
                case "mount" -> mounts.add(new Mounted(words[1], words[2].equals("used")));
                // The rest of a name with a line break in it, which no program needs to write.
                default -> {}
            }
        }

        private void into(List<Written> all, String workload, String container) {
            if (!workload.isEmpty()) {
                all.add(new Written(workload, container, files, made, mounts));
            }
        }
    }
}
