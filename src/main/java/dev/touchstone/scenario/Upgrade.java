package dev.touchstone.scenario;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a release that was installed with hardening off becomes the hardened one, with its data in place.
 *
 * @param readBack names of the functional steps that read what others have written: those after a scenario file's last restart
 * @param migration a file whose Job is run before the upgrade, while nothing else runs; empty where the data needs none
 */
public record Upgrade(List<String> readBack, Optional<Path> migration) {

    /** Of a scenario that keeps no data, or has no release to come from. */
    public static final Upgrade NONE = new Upgrade(List.of(), Optional.empty());

    public Upgrade {
        readBack = List.copyOf(readBack);
    }

    /** Names of the steps after the last restart; none where nothing is restarted. */
    static List<String> afterLastRestart(List<Step> steps) {
        int last = -1;
        for (int i = 0; i < steps.size(); i++) {
            last = steps.get(i).action() instanceof Action.Restart ? i : last;
        }
        return last < 0
                ? List.of()
                : steps.subList(last + 1, steps.size()).stream().map(Step::name).toList();
    }
}
