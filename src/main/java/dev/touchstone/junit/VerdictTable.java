package dev.touchstone.junit;

import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The end of a run as text: a line for each check, then every finding with its cause and what to change. */
final class VerdictTable {

    private static final String NL = System.lineSeparator();
    private static final List<Outcome> WORST_FIRST = List.of(Outcome.FAIL, Outcome.ERROR, Outcome.INCONCLUSIVE);

    private VerdictTable() {}

    static String of(AcceptanceResult result) {
        StringBuilder text = new StringBuilder();
        text.append("%n%s on Kubernetes %s%n%n"
                .formatted(result.run().scenario(), result.run().kubernetes()));
        text.append("  %-26s %-14s %s%n".formatted("check", "verdict", "of"));
        for (CheckId check : CheckId.values()) {
            List<Verdict> verdicts = result.verdicts().stream()
                    .filter(verdict -> verdict.check() == check)
                    .toList();
            if (!verdicts.isEmpty()) {
                text.append(line(check, verdicts)).append(NL);
            }
        }
        result.mutants()
                .ifPresent(matrix -> text.append(
                        "%n%s%n%n  %s %s%n".formatted(matrix.table(), matrix.complete() ? "✓" : "✗", matrix.score())));
        groups(causes(result)).forEach((name, verdicts) -> text.append(finding(result, name, verdicts)));
        unknown(result)
                .forEach((reason, verdicts) -> text.append("%n✗ %d verdicts INCONCLUSIVE: %s%n"
                        .formatted(verdicts.size(), reason.replace("\n", "\n    "))));
        waived(result).ifPresent(text::append);
        result.missing().forEach(what -> text.append("%n✗ not settled: %s%n".formatted(what)));
        text.append("%n%s %s%n  evidence: %s%n"
                .formatted(sign(result), summary(result), result.evidence().resolve("index.html")));
        return text.toString();
    }

    /** The end of a run about which there is nothing more to be said. */
    static String line(AcceptanceResult result) {
        return "%s %s on Kubernetes %s %s"
                .formatted(sign(result), result.run().scenario(), result.run().kubernetes(), summary(result));
    }

    private static String sign(AcceptanceResult result) {
        return result.accepted() ? "✓" : result.clean() ? "○" : "✗";
    }

    private static String summary(AcceptanceResult result) {
        long waived = result.verdicts().stream()
                .filter(verdict -> verdict.waiver().isPresent())
                .count();
        return "%s: %d verdicts, %d findings%s"
                .formatted(
                        result.run().state(),
                        result.verdicts().size(),
                        result.findings().size() + result.missing().size(),
                        waived == 0 ? "" : ", %d waived".formatted(waived));
    }

    private static List<Verdict> causes(AcceptanceResult result) {
        return result.findings().stream()
                .filter(verdict -> verdict.outcome() != Outcome.INCONCLUSIVE)
                .toList();
    }

    /** What nobody knows, mostly because of what stands above: a line for each reason. */
    private static Map<String, List<Verdict>> unknown(AcceptanceResult result) {
        return result.findings().stream()
                .filter(verdict -> verdict.outcome() == Outcome.INCONCLUSIVE)
                .collect(Collectors.groupingBy(
                        Verdict::reason, LinkedHashMap::new, Collectors.toCollection(ArrayList::new)));
    }

    private static String line(CheckId check, List<Verdict> verdicts) {
        Optional<Outcome> worst = verdicts.stream()
                .filter(verdict -> !verdict.acceptable())
                .map(Verdict::outcome)
                .min(Comparator.comparing(WORST_FIRST::indexOf));
        if (worst.isPresent()) {
            return line(check, "✗", worst.get().name(), part(verdicts, verdict -> !verdict.acceptable()));
        }
        return verdicts.stream().allMatch(verdict -> verdict.waiver().isEmpty())
                ? line(check, "✓", Outcome.PASS.name(), String.valueOf(verdicts.size()))
                : line(
                        check,
                        "!",
                        "WAIVED",
                        part(verdicts, verdict -> verdict.waiver().isPresent()));
    }

    private static String line(CheckId check, String sign, String outcome, String number) {
        return "  %-26s %s %-12s %s %s".formatted(check.id(), sign, outcome, number, things(check));
    }

    private static String part(List<Verdict> verdicts, Predicate<Verdict> which) {
        return "%d of %d".formatted(verdicts.stream().filter(which).count(), verdicts.size());
    }

    private static String things(CheckId check) {
        return switch (check) {
            case ADMITTED -> "pod templates";
            case RUNNING, DISRUPTION -> "workloads";
            case REACHABILITY -> "who dial";
            case FUNCTION -> "steps";
            case UPGRADE -> "workloads and steps";
            case PARITY, ARBITRARY_UID -> "containers and steps";
            default -> "containers";
        };
    }

    /** Replicas of one container say the same: their verdicts stand under one name. */
    static Map<String, List<Verdict>> groups(List<Verdict> verdicts) {
        return verdicts.stream()
                .collect(Collectors.groupingBy(
                        VerdictTable::nameOf, LinkedHashMap::new, Collectors.toCollection(ArrayList::new)));
    }

    private static String nameOf(Verdict verdict) {
        return "%s · %s".formatted(verdict.subject().label(), verdict.check().title());
    }

    /** Replicas are counted, identities are named. */
    private static String whose(List<Verdict> verdicts) {
        long pods = verdicts.stream()
                .map(verdict -> verdict.subject().pod())
                .filter(pod -> !pod.isEmpty())
                .distinct()
                .count();
        if (pods > 1) {
            return " (%d pods)".formatted(pods);
        }
        return verdicts.size() == 1
                ? ""
                : verdicts.stream()
                        .map(verdict -> verdict.subject().phase())
                        .distinct()
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    static String finding(AcceptanceResult result, String name, List<Verdict> verdicts) {
        StringBuilder text = new StringBuilder();
        Verdict first = verdicts.get(0);
        text.append("%n✗ %s: %s%s%n".formatted(name, first.outcome(), whose(verdicts)));
        verdicts.stream()
                .map(Verdict::reason)
                .distinct()
                .forEach(reason -> text.append("    %s%n".formatted(reason.replace("\n", "\n    "))));
        result.advice().about(first).ifPresent(advice -> text.append("    → %s%n".formatted(advice)));
        return text.toString();
    }

    private static Optional<String> waived(AcceptanceResult result) {
        List<Verdict> waived = result.verdicts().stream()
                .filter(verdict -> verdict.waiver().isPresent())
                .toList();
        return waived.isEmpty()
                ? Optional.empty()
                : Optional.of(groups(waived).entrySet().stream()
                        .map(group -> "%n! %s: %s, waived: %s%n"
                                .formatted(
                                        group.getKey(),
                                        group.getValue().get(0).outcome(),
                                        group.getValue().get(0).waiver().orElse("")))
                        .collect(Collectors.joining()));
    }
}
