package dev.touchstone.scenario;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How a release is disturbed while clients use it: it is rolled back to the release before and upgraded again, and each node is
 * drained.
 *
 * @param nodes how many the cluster has
 * @param previous files laid over the scenario's values that give the release before this one
 * @param load a file of objects with one Job that uses the release until it is told to end, and logs what came of it
 * @param clients those that it logs
 * @param ledger whether it writes as well, and looks for everything that was acknowledged at the end
 */
public record Disruption(int nodes, List<Path> previous, Path load, List<Client> clients, boolean ledger) {

    public Disruption {
        previous = List.copyOf(previous);
        clients = List.copyOf(clients);
    }

    /**
     * A client of the load.
     *
     * @param name as it is logged
     * @param gap how long it may be without an answer; nothing: each request must be answered
     */
    public record Client(String name, Duration gap) {}
}
