package dev.touchstone.maestro.track;

import dev.touchstone.maestro.job.Figures;
import dev.touchstone.maestro.job.Job;
import dev.touchstone.maestro.json.Json;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Records each job as one run of the experiment {@code maestro}, which a tag finds again. */
public final class MlflowTracker implements Tracker {

    private static final String EXPERIMENT = "maestro";
    private static final String TAG = "maestro.job";

    private final Mlflow mlflow;
    private @Nullable String experiment;

    /** Of a server's address. */
    public MlflowTracker(URI server) {
        mlflow = new Mlflow(server);
    }

    @Override
    public String record(Job job, Figures figures) {
        String known = experiment;
        if (known != null) {
            try {
                return record(known, job, figures);
            } catch (RefusedException e) {
                // Perhaps because somebody has deleted the experiment: it is looked for once more.
                experiment = null;
            }
        }
        String found = find().orElseGet(this::create);
        String run = record(found, job, figures);
        experiment = found;
        return run;
    }

    private String record(String place, Job job, Figures figures) {
        String run = existing(place, job).orElseGet(() -> create(place, job));
        mlflow.post("runs/log-batch", batch(run, job, figures));
        ObjectNode end = Json.object().put("run_id", run).put("status", "FINISHED");
        mlflow.post("runs/update", end.put("end_time", System.currentTimeMillis()));
        return run;
    }

    private Optional<String> find() {
        try {
            JsonNode found = mlflow.get("experiments/get-by-name?experiment_name=" + EXPERIMENT);
            return Optional.of(found.at("/experiment/experiment_id").asString());
        } catch (RefusedException e) {
            if ("RESOURCE_DOES_NOT_EXIST".equals(e.code())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private String create() {
        try {
            return mlflow.post("experiments/create", Json.object().put("name", EXPERIMENT))
                    .get("experiment_id")
                    .asString();
        } catch (RefusedException e) {
            // Another worker was quicker.
            return find().orElseThrow(() -> e);
        }
    }

    /** A run that was begun by whoever did not end this job. */
    private Optional<String> existing(String place, Job job) {
        ObjectNode search = Json.object().put("max_results", 1);
        search.putArray("experiment_ids").add(place);
        search.put("filter", "tags.`%s` = '%s'".formatted(TAG, job.id()));
        JsonNode found = mlflow.post("runs/search", search).at("/runs/0/info/run_id");
        return found.isMissingNode() ? Optional.empty() : Optional.of(found.asString());
    }

    private String create(String place, Job job) {
        ObjectNode body = Json.object()
                .put("experiment_id", place)
                .put("run_name", job.id())
                .put("start_time", System.currentTimeMillis());
        body.putArray("tags").addObject().put("key", TAG).put("value", job.id());
        return mlflow.post("runs/create", body).at("/run/info/run_id").asString();
    }

    private static ObjectNode batch(String run, Job job, Figures figures) {
        ObjectNode body = Json.object().put("run_id", run);
        ArrayNode params = body.putArray("params");
        job.work()
                .parameters()
                .forEach((name, value) -> params.addObject().put("key", name).put("value", value));
        ArrayNode metrics = body.putArray("metrics");
        long now = System.currentTimeMillis();
        figures.values()
                .forEach((name, value) -> metrics.addObject()
                        .put("key", name)
                        .put("value", value.doubleValue())
                        .put("timestamp", now)
                        .put("step", 0));
        return body;
    }
}
