package dev.touchstone.cluster;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders on the shared volume in which nodes have their snapshots: see {@code node.sh}. A node removes its own before
 * it ends, and with it those of nodes that were killed before they could.
 */
final class SnapshotFolders {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotFolders.class);
    private static final String LIST = "ls /var/lib/touchstone/nodes";
    private static final String REMOVE = "cd /var/lib/touchstone/nodes && rm -rf \"$@\"";

    private final Engine engine;

    SnapshotFolders(Engine engine) {
        this.engine = engine;
    }

    /** Remove the folders of these nodes, and of all that are no more. */
    // Whatever goes wrong here only leaves work to the next cluster; removing the containers is what matters, and comes
    // next.
    @SuppressWarnings("IllegalCatch")
    void clear(List<K3sNode> ending) {
        if (ending.isEmpty()) {
            return;
        }
        K3sNode node = ending.get(0);
        try {
            // In this order: a folder that was listed had its container by then, so one without is of the dead.
            Set<String> folders = new LinkedHashSet<>(
                    node.run(LIST).orThrow("listing snapshot folders").lines().toList());
            engine.allContainers().stream()
                    .map(container -> new K3sNode(engine, container.getId()).shortId())
                    .forEach(folders::remove);
            ending.forEach(each -> folders.add(each.shortId()));
            node.run(REMOVE, folders.toArray(String[]::new)).orThrow("removing snapshot folders");
        } catch (RuntimeException nodeIsGone) {
            LOG.debug("left to the next cluster that ends", nodeIsGone);
        }
    }
}
