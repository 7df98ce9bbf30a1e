package dev.touchstone.observe;

import dev.touchstone.cluster.ExecResult;
import dev.touchstone.cluster.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Dials from within one pod, everything in one round trip. */
final class Dialler {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SCRIPT = Resource.read(Dialler.class, "dial.sh");

    private final ContainerExec exec;
    private final String pod;
    private final String container;

    /** @param container of the pod that has a busybox */
    Dialler(ContainerExec exec, String pod, String container) {
        this.exec = exec;
        this.pod = pod;
        this.container = container;
    }

    /** What came of each; in the order of the cells. */
    List<Connectivity> dial(List<Cell> cells) {
        String mark = UUID.randomUUID().toString();
        List<String> command = new ArrayList<>(List.of("sh", "-s", "--", mark));
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            command.add("%d/%s/%s/%d"
                    .formatted(i, cell.protocol().name().toLowerCase(Locale.ROOT), cell.address(), cell.port()));
        }
        ExecResult result = exec.run(pod, container, SCRIPT, PATIENCE, command);
        if (!result.output().strip().endsWith("@@ " + mark)) {
            throw new ObservationException(
                    "dialling from %s broke off: %s %s".formatted(pod, result.output(), result.errors()), null);
        }
        Map<Integer, Connectivity> found = new HashMap<>();
        result.output()
                .lines()
                .map(line -> line.split(" ", -1))
                .filter(words -> words.length > 1)
                .forEach(words -> {
                    if (words[0].chars().allMatch(Character::isDigit)) {
                        found.put(Integer.parseInt(words[0]), outcome(words[1]));
                    }
                });
        List<Connectivity> outcomes = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            outcomes.add(found.getOrDefault(i, Connectivity.UNKNOWN));
        }
        return outcomes;
    }

    private static Connectivity outcome(String word) {
        for (Connectivity each : Connectivity.values()) {
            if (each.name().equals(word)) {
                return each;
            }
        }
        return Connectivity.UNKNOWN;
    }
}
