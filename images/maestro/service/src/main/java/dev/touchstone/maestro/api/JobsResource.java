package dev.touchstone.maestro.api;

import dev.touchstone.maestro.http.Answer;
import dev.touchstone.maestro.http.Request;
import dev.touchstone.maestro.http.Route;
import dev.touchstone.maestro.job.Job;
import dev.touchstone.maestro.job.State;
import dev.touchstone.maestro.job.Work;
import dev.touchstone.maestro.json.BadInputException;
import dev.touchstone.maestro.json.JobWriter;
import dev.touchstone.maestro.json.WorkReader;
import dev.touchstone.maestro.queue.Queue;
import dev.touchstone.maestro.store.Jobs;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Takes jobs, and tells how they stand. */
public final class JobsResource {

    private static final Pattern ID = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final String ALLOWED_ID =
            "1 to 63 lower-case letters, digits and dashes, without a dash at either end";

    private final Jobs jobs;
    private final Queue queue;

    /** Of a store and a queue. */
    public JobsResource(Jobs jobs, Queue queue) {
        this.jobs = jobs;
        this.queue = queue;
    }

    /** What is answered, and where. */
    public List<Route> routes() {
        return List.of(
                Route.of("POST", "/jobs", request -> take(UUID.randomUUID().toString(), request)),
                Route.of("PUT", "/jobs/{id}", request -> take(idOf(request), request)),
                Route.of("GET", "/jobs/{id}", this::tell));
    }

    /** To send the same job again under the same name is no second job: a client that got no answer may just try again. */
    private Answer take(String id, Request request) {
        Work work = WorkReader.read(request.json());
        Optional<Job> older = jobs.add(id, work);
        if (older.isPresent() && !older.get().work().equals(work)) {
            return Answer.error(409, "%s is another job already: found other work, allowed: the same".formatted(id));
        }
        // Also when it was there already: whoever put it there may have failed just before this line.
        Job job = older.orElseGet(() -> Job.queued(id, work));
        if (job.state() == State.QUEUED) {
            queue.offer(id);
        }
        return Answer.of(older.isEmpty() ? 202 : 200, JobWriter.job(job)).with("Location", "/jobs/" + id);
    }

    private Answer tell(Request request) {
        String id = idOf(request);
        return jobs.find(id)
                .map(job -> Answer.of(200, JobWriter.job(job)))
                .orElseGet(() -> Answer.error(404, "there is no job %s".formatted(id)));
    }

    private static String idOf(Request request) {
        String id = request.name();
        if (!ID.matcher(id).matches()) {
            throw new BadInputException("id", "\"%s\"".formatted(id), ALLOWED_ID);
        }
        return id;
    }
}
