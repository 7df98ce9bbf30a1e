package dev.touchstone.observe;

import java.util.List;

/**
 * What the clients of a release saw while it was disturbed.
 *
 * @param allowed how long each client may be without an answer
 * @param disturbances in the order in which they came
 * @param ledger what became of writes that were acknowledged; empty where the load does not write
 */
public record DisturbanceFacts(List<Allowed> allowed, List<Disturbance> disturbances, List<Ledger> ledger) {

    public DisturbanceFacts {
        allowed = List.copyOf(allowed);
        disturbances = List.copyOf(disturbances);
        ledger = List.copyOf(ledger);
    }

    /**
     * What the scenario allows.
     *
     * @param client by its name in the log
     * @param gap in milliseconds; 0 when each request must be answered
     */
    public record Allowed(String client, long gap) {}

    /**
     * One thing that was done.
     *
     * @param name for people, such as {@code drain of node-2}
     * @param trouble why it did not come to its end; empty when it did
     * @param millis how long it took, until everything was Ready again
     * @param clients what each of them saw in that time
     */
    public record Disturbance(String name, String trouble, long millis, List<Client> clients) {

        public Disturbance {
            clients = List.copyOf(clients);
        }
    }

    /**
     * What a client saw.
     *
     * @param name in the log
     * @param requests how many it made
     * @param failed how many of these were not answered
     * @param gap in milliseconds, by the client's own clock: the longest time from an answer to the next, with a failure between
     * @param failures in its own words, a few of them
     */
    public record Client(String name, int requests, int failed, long gap, List<String> failures) {

        public Client {
            failures = List.copyOf(failures);
        }
    }

    /**
     * Writes that the release had acknowledged.
     *
     * @param acknowledged how many
     * @param found how many of these were there at the end
     * @param lost the others, a few of them
     * @param trouble why they could not be looked for; empty when they were
     */
    public record Ledger(int acknowledged, int found, List<String> lost, String trouble) {

        public Ledger {
            lost = List.copyOf(lost);
        }
    }
}
