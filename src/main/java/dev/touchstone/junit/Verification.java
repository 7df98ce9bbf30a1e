package dev.touchstone.junit;

import dev.touchstone.evidence.DeclaredVerdicts;
import dev.touchstone.evidence.EvidenceReader;
import dev.touchstone.evidence.Manifest;
import dev.touchstone.evidence.RunInfo;
import dev.touchstone.evidence.SigningKey;
import dev.touchstone.evidence.Statements;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Judge;
import dev.touchstone.judge.Verdict;
import dev.touchstone.mutate.Fate;
import dev.touchstone.mutate.KillMatrix;
import dev.touchstone.observe.AcceptanceFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Verifies an evidence folder without cluster and network: that it is as it was sealed, and by whom; that everything was judged that had
 * to be; and that the facts in it, judged again by this harness, give the same verdicts and the same end.
 */
final class Verification {

    private final Path folder;
    private final Optional<PublicKey> key;
    private final List<String> proven = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    private Verification(Path folder, Optional<PublicKey> key) {
        this.folder = folder;
        this.key = key;
    }

    /**
     * How it came out.
     *
     * @param run what the folder is about
     * @param proven what holds, a line each
     * @param faults what does not, a line each
     */
    record Result(RunInfo run, List<String> proven, List<String> faults) {

        Result {
            proven = List.copyOf(proven);
            faults = List.copyOf(faults);
        }
    }

    /**
     * Verify a folder.
     *
     * @param key that must have signed it; without one a signature is not asked for
     * @throws IOException when it is no evidence folder, or cannot be read
     */
    static Result of(Path folder, Optional<PublicKey> key) throws IOException {
        return new Verification(folder, key).result();
    }

    private Result result() throws IOException {
        require(Manifest.faults(folder), "%d files are as %s says".formatted(Manifest.size(folder), Manifest.NAME));
        EvidenceReader reader = new EvidenceReader(folder);
        RunInfo run = reader.run();
        List<Verdict> verdicts = reader.verdicts();
        require(Statements.faults(folder, run, verdicts, key), signed());
        DeclaredVerdicts declared = reader.declared();
        List<String> missing = Completeness.missing(declared, verdicts);
        require(
                run.state().equals(RunInfo.REFUSED) || missing.isEmpty()
                        ? List.of()
                        : missing.stream()
                                .map("%s was to be judged, and was not"::formatted)
                                .toList(),
                "%d verdicts, and all %d that were to be judged"
                        .formatted(verdicts.size(), declared.verdicts().size()));
        Optional<KillMatrix> mutants = matrix(reader, "mutants");
        Optional<KillMatrix> controls = matrix(reader, "controls");
        AcceptanceFacts facts = reader.facts();
        require(
                differences(verdicts, judgedAgain(facts, checks(run), mutants, controls)),
                "the facts, judged again, give the same %d verdicts".formatted(verdicts.size()));
        String state = state(run, declared, verdicts, facts, missing, allKilled(mutants, controls));
        require(
                state.equals(run.state())
                        ? List.of()
                        : List.of("run.json says %s; by its facts and verdicts it is %s".formatted(run.state(), state)),
                "the run was %s".formatted(run.state()));
        return new Result(run, proven, faults);
    }

    private void require(List<String> wrong, String otherwise) {
        if (wrong.isEmpty()) {
            proven.add(otherwise);
        } else {
            faults.addAll(wrong);
        }
    }

    private String signed() throws IOException {
        return key.map(each -> "every statement is signed by key " + SigningKey.idOf(each))
                .orElse(
                        Statements.areSigned(folder)
                                ? "the statements are of this folder (they are signed; whose the key is was not asked: --key FILE)"
                                : "the statements are of this folder (nobody has signed them)");
    }

    private static Set<CheckId> checks(RunInfo run) {
        return run.checks().stream()
                .map(CheckId::of)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(CheckId.class)));
    }

    /** Of all mutants in release mode; else of the few that an ordinary run tries. */
    private static Optional<KillMatrix> matrix(EvidenceReader reader, String fact) throws IOException {
        return reader.fact(fact, Fate[].class).map(fates -> new KillMatrix(Arrays.asList(fates)));
    }

    private static List<Verdict> judgedAgain(
            AcceptanceFacts facts, Set<CheckId> checks, Optional<KillMatrix> mutants, Optional<KillMatrix> controls) {
        List<Verdict> again = new Judge(checks).judge(facts);
        return mutants.map(matrix -> again.stream().map(matrix::bind).toList())
                .or(() -> controls.map(
                        matrix -> again.stream().map(matrix::bindOwn).toList()))
                .orElse(again);
    }

    private static boolean allKilled(Optional<KillMatrix> mutants, Optional<KillMatrix> controls) {
        return mutants.map(KillMatrix::complete)
                .orElseGet(() ->
                        controls.stream().allMatch(matrix -> matrix.alive().isEmpty()));
    }

    private static List<String> differences(List<Verdict> recorded, List<Verdict> again) {
        List<String> differences = new ArrayList<>();
        if (recorded.size() != again.size()) {
            differences.add("verdicts.json has %d verdicts; judged again there are %d"
                    .formatted(recorded.size(), again.size()));
        }
        for (int i = 0; i < Math.min(recorded.size(), again.size()); i++) {
            Verdict said = recorded.get(i);
            Verdict now = again.get(i);
            if (!words(said).equals(words(now))) {
                differences.add("verdicts.json says %s%n    judged again: %s".formatted(words(said), words(now)));
            }
        }
        return differences;
    }

    private static String words(Verdict verdict) {
        return "%s of %s (%s, %s): %s: %s%s"
                .formatted(
                        verdict.check().id(),
                        verdict.subject().label(),
                        verdict.subject().pod(),
                        verdict.subject().phase(),
                        verdict.outcome(),
                        verdict.reason(),
                        verdict.negativeControl().map("; red was "::concat).orElse(""));
    }

    private static String state(
            RunInfo run,
            DeclaredVerdicts declared,
            List<Verdict> verdicts,
            AcceptanceFacts facts,
            List<String> missing,
            boolean allKilled) {
        boolean clean = !verdicts.isEmpty()
                && verdicts.stream().allMatch(Verdict::acceptable)
                && missing.isEmpty()
                && Completeness.unsettled(facts.release()).isEmpty()
                && allKilled;
        if (run.ended().isEmpty()) {
            return RunInfo.UNFINISHED;
        }
        if (!clean) {
            return RunInfo.REFUSED;
        }
        return run.checks().containsAll(declared.checks()) ? RunInfo.ACCEPTED : RunInfo.PARTIAL;
    }
}
