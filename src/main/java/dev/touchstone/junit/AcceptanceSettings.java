package dev.touchstone.junit;

import dev.touchstone.evidence.SigningKey;
import dev.touchstone.judge.CheckId;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run is asked for beyond its scenarios.
 *
 * @param checks of {@code -Dtouchstone.checks}: ids with commas between; all of them unless told, but for the upgrade, which
 *     release mode has. With {@code
 *     -Dtouchstone.legs=release} those are left out that the chart is installed for once more, beside the release itself
 * @param mode of {@code -Dtouchstone.mode}: {@code test} unless told
 * @param evidence of {@code -Dtouchstone.evidence}: {@code target/evidence} unless told
 * @param key of {@code -Dtouchstone.key}: a PEM file, whose private key signs the run's statements
 * @param cases of {@code -Dtouchstone.cases}: how many cases of a scenario are tried at once; 4 unless told
 * @param clusters of {@code -Dtouchstone.clusters}: on how many versions of Kubernetes at once; as memory and processors allow unless told
 */
record AcceptanceSettings(
        Set<CheckId> checks, Mode mode, Path evidence, Optional<PrivateKey> key, int cases, OptionalInt clusters) {

    private static final int CASES = 4;

    /** Those that take so long that they are made when they are asked for, and before a release. */
    private static final EnumSet<CheckId> OF_RELEASES = EnumSet.of(CheckId.UPGRADE);

    private static final Set<CheckId> OF_OTHER_LEGS =
            EnumSet.of(CheckId.PARITY, CheckId.UPGRADE, CheckId.ARBITRARY_UID);

    /** How much a green verdict has to prove. */
    enum Mode {
        /** What is green counts. */
        TEST,
        /** What is green counts when a mutant has turned the same check red in this run. */
        RELEASE
    }

    /** Without a key. */
    AcceptanceSettings(Set<CheckId> checks, Mode mode, Path evidence) {
        this(checks, mode, evidence, Optional.empty(), CASES, OptionalInt.empty());
    }

    /** The same with a key. */
    AcceptanceSettings signedBy(PrivateKey other) {
        return new AcceptanceSettings(checks, mode, evidence, Optional.of(other), cases, clusters);
    }

    static AcceptanceSettings fromSystemProperties() {
        Mode mode = mode(System.getProperty("touchstone.mode", "test"));
        return new AcceptanceSettings(
                checks(System.getProperty("touchstone.checks", ""), System.getProperty("touchstone.legs", "all"), mode),
                mode,
                Path.of(System.getProperty("touchstone.evidence", "target/evidence")),
                Optional.ofNullable(System.getProperty("touchstone.key")).map(AcceptanceSettings::key),
                atOnce("cases", System.getProperty("touchstone.cases", "")).orElse(CASES),
                atOnce("clusters", System.getProperty("touchstone.clusters", "")));
    }

    private static OptionalInt atOnce(String key, String number) {
        if (number.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!number.matches("[1-9][0-9]?")) {
            throw new IllegalArgumentException(
                    "-Dtouchstone.%s=%s: expected how many may be there at once, 1 to 99".formatted(key, number));
        }
        return OptionalInt.of(Integer.parseInt(number));
    }

    /** On how many versions of Kubernetes these scenarios run at once. */
    int versionsAtOnce(List<PreparedScenario> all) {
        return clusters.orElseGet(() -> Room.versionsAtOnce(all, checks));
    }

    // Before any cluster is started: whoever asks for signed evidence must not learn after an hour that there is none.
    private static PrivateKey key(String file) {
        try {
            return SigningKey.privateKey(Path.of(file));
        } catch (IOException e) {
            throw new IllegalArgumentException("-Dtouchstone.key=%s: %s".formatted(file, said(e)), e);
        }
    }

    private static String said(IOException e) {
        return e instanceof NoSuchFileException ? "there is no such file" : String.valueOf(e.getMessage());
    }

    private static Mode mode(String mode) {
        return switch (mode) {
            case "test" -> Mode.TEST;
            case "release" -> Mode.RELEASE;
            default ->
                throw new IllegalArgumentException(
                        "-Dtouchstone.mode=%s: expected test, or release for a run with mutants".formatted(mode));
        };
    }

    private static Set<CheckId> checks(String list, String legs, Mode mode) {
        Set<CheckId> checks = checks(list, mode);
        switch (legs) {
            case "all" -> {}
            case "release" -> checks.removeAll(OF_OTHER_LEGS);
            default ->
                throw new IllegalArgumentException(
                        "-Dtouchstone.legs=%s: expected all, or release for the release itself alone".formatted(legs));
        }
        return checks;
    }

    private static Set<CheckId> checks(String list, Mode mode) {
        return list.isBlank()
                ? mode == Mode.RELEASE ? EnumSet.allOf(CheckId.class) : EnumSet.complementOf(OF_RELEASES)
                : Arrays.stream(list.split(",", -1))
                        .map(String::strip)
                        .map(CheckId::of)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(CheckId.class)));
    }
}
