package dev.touchstone.scenario;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Other users that the chart must run as, with all that the software does.
 *
 * @param name for people: {@code OpenShift's restricted-v2}
 * @param values files laid over the scenario's own
 * @param range user IDs of the namespace, which are then given, and enforced, by admission as OpenShift's SCC
 *     {@code restricted-v2} does; empty where the chart itself names its users
 * @param steps names of the functional steps that are tried; all of them when empty
 */
public record Identity(String name, List<Path> values, Optional<UidRange> range, List<String> steps) {

    public Identity {
        values = List.copyOf(values);
        steps = List.copyOf(steps);
    }
}
