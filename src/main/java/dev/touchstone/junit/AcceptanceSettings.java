package dev.touchstone.junit;

import dev.touchstone.judge.CheckId;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run is asked for beyond its scenarios.
 *
 * @param checks of {@code -Dtouchstone.checks}: ids with commas between; all of them unless told
 * @param evidence of {@code -Dtouchstone.evidence}: {@code target/evidence} unless told
 */
record AcceptanceSettings(Set<CheckId> checks, Path evidence) {

    static AcceptanceSettings fromSystemProperties() {
        return new AcceptanceSettings(
                checks(System.getProperty("touchstone.checks", "")),
                Path.of(System.getProperty("touchstone.evidence", "target/evidence")));
    }

    private static Set<CheckId> checks(String list) {
        return list.isBlank()
                ? EnumSet.allOf(CheckId.class)
                : Arrays.stream(list.split(",", -1))
                        .map(String::strip)
                        .map(CheckId::of)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(CheckId.class)));
    }
}
