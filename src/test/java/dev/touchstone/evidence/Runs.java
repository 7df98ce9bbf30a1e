package dev.touchstone.evidence;

import dev.touchstone.evidence.RunInfo.ChartInfo;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import dev.touchstone.observe.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs to write about. */
final class Runs {

    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    /** Where the package of its chart comes from. */
    static final String PLACE = "oci://example.org/charts/spark";

    private Runs() {}

    /** With nothing but what a reader is told. */
    static Verdict verdict(CheckId check, Subject subject, Outcome outcome, String reason) {
        return new Verdict(
                check,
                subject,
                outcome,
                reason,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    static RunInfo unfinished(String scenario, String chart) {
        return new RunInfo(
                RunInfo.UNFINISHED,
                scenario,
                new ChartInfo(chart, "1.0.0", "00", Optional.of(new RunInfo.Origin(PLACE, "03"))),
                "release",
                "namespace",
                "restricted",
                Map.of("values.yaml", "01"),
                "v1.35.0",
                "81531a68-c385-4cc5-a671-f2b93bb7d42f",
                List.of("linux amd64, containerd"),
                Map.of("spark:4", "sha256:02"),
                "1.0",
                List.of("non-root"),
                NOON,
                Optional.empty());
    }
}
