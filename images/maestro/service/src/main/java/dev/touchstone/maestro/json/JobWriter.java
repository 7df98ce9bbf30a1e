package dev.touchstone.maestro.json;

import dev.touchstone.maestro.job.Figures;
import dev.touchstone.maestro.job.Job;
import dev.touchstone.maestro.job.Outcome;
import dev.touchstone.maestro.job.Primes;
import dev.touchstone.maestro.job.Statistics;
import dev.touchstone.maestro.job.Work;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Jobs and their parts as JSON. */
public final class JobWriter {

    private JobWriter() {}

    /** What a client is told of a job: not its numbers, which the client has sent itself. */
    public static ObjectNode job(Job job) {
        ObjectNode tree = Json.object()
                .put("id", job.id())
                .put("kind", job.work().kind())
                .put("state", job.state().word())
                .put("attempts", job.attempts());
        job.outcome().ifPresent(outcome -> write(outcome, tree));
        return tree;
    }

    /** As {@link WorkReader} reads it. */
    public static ObjectNode work(Work work) {
        ObjectNode tree = Json.object().put("kind", work.kind());
        if (work instanceof Statistics statistics) {
            ArrayNode numbers = tree.putArray("numbers");
            statistics.numbers().forEach(numbers::add);
        } else if (work instanceof Primes primes) {
            tree.put("below", primes.below());
        }
        return tree;
    }

    /** Figures by name. */
    public static ObjectNode figures(Figures figures) {
        ObjectNode tree = Json.object();
        figures.values().forEach(tree::put);
        return tree;
    }

    private static void write(Outcome outcome, ObjectNode tree) {
        if (outcome instanceof Outcome.Done done) {
            tree.set("result", figures(done.figures()));
            tree.put("run", done.run());
        } else if (outcome instanceof Outcome.Failed failed) {
            tree.put("cause", failed.cause());
        }
    }
}
