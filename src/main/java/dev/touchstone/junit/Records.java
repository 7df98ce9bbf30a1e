package dev.touchstone.junit;

import dev.touchstone.evidence.EvidenceFolder;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Verdict;
import dev.touchstone.judge.Verdict.FactRef;
import dev.touchstone.observe.Subject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a run has written down of each of its legs, and which of it a verdict rests on. */
final class Records {

    private final EvidenceFolder evidence;
    private final RunRecord release;
    private final RunRecord baseline;
    private final RunRecord upgrade;
    private final Map<String, RunRecord> identities = new HashMap<>();

    Records(EvidenceFolder evidence) {
        this.evidence = evidence;
        this.release = new RunRecord(evidence, "");
        this.baseline = new RunRecord(evidence, "baseline/");
        this.upgrade = new RunRecord(evidence, "upgrade/");
    }

    RunRecord release() {
        return release;
    }

    RunRecord baseline() {
        return baseline;
    }

    RunRecord upgrade() {
        return upgrade;
    }

    /** The record of an identity; its folder has a number, because names are for people. */
    RunRecord identity(String name) {
        return identities.computeIfAbsent(
                name, added -> new RunRecord(evidence, "as-%d/".formatted(identities.size() + 1)));
    }

    /** The verdicts, each with the files that it rests on. */
    List<Verdict> bound(List<Verdict> verdicts) {
        return verdicts.stream()
                .map(verdict -> verdict.with(references(verdict)))
                .toList();
    }

    private List<FactRef> references(Verdict verdict) {
        Subject subject = verdict.subject();
        if (verdict.check() == CheckId.PARITY) {
            return Stream.of(release, baseline)
                    .flatMap(record -> Stream.concat(
                            record.of(subject).stream(),
                            subject.container().isEmpty() ? Stream.empty() : record.footprints().stream()))
                    .toList();
        }
        if (verdict.check() == CheckId.UPGRADE) {
            return Stream.concat(upgrade.references(verdict).stream(), baseline.of(subject).stream())
                    .toList();
        }
        return verdict.check() == CheckId.ARBITRARY_UID
                ? identity(subject.phase()).of(subject)
                : release.references(verdict);
    }
}
