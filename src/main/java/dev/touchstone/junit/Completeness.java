package dev.touchstone.junit;

import dev.touchstone.chart.PodTemplate;
import dev.touchstone.evidence.DeclaredVerdicts;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Judge;
import dev.touchstone.judge.Verdict;
import dev.touchstone.observe.Drained;
import dev.touchstone.observe.ReleaseFacts;
import dev.touchstone.observe.Subject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares what was judged with what the render and the scenario ask for: what nobody looked at must not pass for green. */
final class Completeness {

    private static final Set<CheckId> NOT_OF_CONTAINERS = EnumSet.of(
            CheckId.ADMITTED,
            CheckId.RUNNING,
            CheckId.LEAST_RIGHTS,
            CheckId.REACHABILITY,
            CheckId.DISRUPTION,
            CheckId.FUNCTION,
            CheckId.PARITY,
            CheckId.UPGRADE,
            CheckId.ARBITRARY_UID);

    private final Set<CheckId> checks;

    Completeness(Set<CheckId> checks) {
        this.checks = checks;
    }

    /**
     * The checks that a scenario asks for: without a baseline nothing is compared, without data nothing is upgraded, without
     * identities nobody else runs it, without a bound role there are no rights, without policies everybody reaches everybody, and
     * without budgets everything may be evicted.
     */
    static Set<CheckId> askedOf(PreparedScenario prepared) {
        Set<CheckId> asked = EnumSet.allOf(CheckId.class);
        if (prepared.baseline().isEmpty()) {
            asked.remove(CheckId.PARITY);
        }
        if (prepared.upgrade().isEmpty()) {
            asked.remove(CheckId.UPGRADE);
        }
        if (prepared.identities().isEmpty()) {
            asked.remove(CheckId.ARBITRARY_UID);
        }
        if (prepared.rendered().boundAccounts().isEmpty()) {
            asked.remove(CheckId.LEAST_RIGHTS);
        }
        if (!prepared.rendered().hasNetworkPolicies()) {
            asked.remove(CheckId.REACHABILITY);
        }
        if (prepared.rendered().budgets().isEmpty()
                && prepared.scenario().disruption().isEmpty()) {
            asked.remove(CheckId.DISRUPTION);
        }
        return asked;
    }

    /** What a run of these checks has to judge. */
    DeclaredVerdicts declared(PreparedScenario prepared) {
        return new DeclaredVerdicts(
                askedOf(prepared).stream().map(CheckId::id).toList(),
                Stream.concat(wanted(prepared).stream(), compared(prepared))
                        .distinct()
                        .toList());
    }

    /** What was declared, and has no verdict. */
    static List<String> missing(DeclaredVerdicts declared, List<Verdict> verdicts) {
        Set<String> judged = keys(verdicts);
        return declared.verdicts().stream().filter(key -> !judged.contains(key)).toList();
    }

    private static Set<String> keys(List<Verdict> verdicts) {
        return verdicts.stream()
                .map(verdict -> key(verdict.check(), verdict.subject()))
                .collect(Collectors.toSet());
    }

    /**
     * What has no verdict, in words; empty when all has been judged.
     *
     * @param ready whether the release became Ready, without which nothing is compared with it
     */
    List<String> missing(PreparedScenario prepared, List<Verdict> verdicts, boolean ready) {
        Set<String> judged = keys(verdicts);
        List<String> missing = new ArrayList<>(
                wanted(prepared).stream().filter(key -> !judged.contains(key)).toList());
        // One line for all of what was not even begun.
        if (ready) {
            compared(prepared).filter(key -> !judged.contains(key)).forEach(missing::add);
        } else if (compared(prepared).findAny().isPresent()) {
            missing.add("parity, upgrade and arbitrary-uid were not tried, because the release did not become Ready");
        }
        return missing;
    }

    /** What the scenario asks for beside the release itself. */
    private Stream<String> compared(PreparedScenario prepared) {
        Stream<String> parity = prepared.baseline().stream()
                .flatMap(baseline -> subjects(prepared, "").map(subject -> key(CheckId.PARITY, subject)));
        Stream<String> identities = prepared.identities().stream()
                .flatMap(each -> subjects(each.prepared(), each.identity().name())
                        .map(subject -> key(CheckId.ARBITRARY_UID, subject)));
        Stream<String> upgrade = prepared.upgrade().stream()
                .flatMap(Completeness::upgraded)
                .map(subject -> key(CheckId.UPGRADE, subject));
        return Stream.of(parity, upgrade, identities).flatMap(keys -> keys).filter(this::isWanted);
    }

    private static Stream<Subject> upgraded(PreparedScenario hardened) {
        return Stream.concat(
                hardened.rendered().podTemplates().stream()
                        .filter(PodTemplate::makesPods)
                        .map(template -> Subject.of(template.workload(), "")),
                hardened.scenario().function().stream().map(step -> Subject.of(step.name(), "")));
    }

    private static Stream<Subject> subjects(PreparedScenario prepared, String phase) {
        Stream<Subject> containers = prepared.rendered().podTemplates().stream()
                .filter(PodTemplate::makesPods)
                .flatMap(template -> template.spec()
                        .path("containers")
                        .valueStream()
                        .map(container -> new Subject(
                                template.workload(), "", container.path("name").asString(""), phase, "", "")));
        Stream<Subject> steps = prepared.scenario().function().stream().map(step -> Subject.of(step.name(), phase));
        return Stream.concat(containers, steps);
    }

    private boolean isWanted(String key) {
        return checks.contains(CheckId.of(key.substring(0, key.indexOf(' '))));
    }

    /** Why what was observed may not be what the render asks for, or what there is now. */
    static List<String> unsettled(ReleaseFacts facts) {
        List<String> why = new ArrayList<>();
        if (!facts.rollout().ready()) {
            why.add("the release did not become Ready: " + facts.rollout().message());
        }
        Set<String> observed = facts.containers().stream()
                .map(container -> container.pod().uid())
                .collect(Collectors.toSet());
        facts.pods().stream()
                .filter(pod -> !observed.contains(pod.uid()))
                .map(pod -> "pod %s came only after the containers were observed".formatted(pod.name()))
                .forEach(why::add);
        return why;
    }

    private List<String> wanted(PreparedScenario prepared) {
        List<String> wanted = new ArrayList<>();
        for (PodTemplate template : prepared.rendered().podTemplates()) {
            wanted.add(key(CheckId.ADMITTED, Subject.of(template.workload(), "")));
            if (template.makesPods()) {
                wanted.add(key(CheckId.RUNNING, Subject.of(template.workload(), "")));
                if (prepared.rendered().hasNetworkPolicies()) {
                    wanted.add(key(CheckId.REACHABILITY, Subject.of(template.workload(), "")));
                }
                if (!prepared.rendered().budgets().isEmpty() && Drained.concerns(template.workload())) {
                    wanted.add(key(CheckId.DISRUPTION, Subject.of(template.workload(), "")));
                }
                for (String container : template.containers()) {
                    Subject subject = new Subject(template.workload(), "", container, "", "", "");
                    EnumSet.complementOf(EnumSet.copyOf(NOT_OF_CONTAINERS))
                            .forEach(check -> wanted.add(key(check, subject)));
                }
            }
        }
        prepared.rendered()
                .boundAccounts()
                .forEach(account -> wanted.add(key(CheckId.LEAST_RIGHTS, Subject.of("serviceaccount/" + account, ""))));
        prepared.scenario().disruption().ifPresent(disruption -> {
            Disturbances.names(disruption.nodes())
                    .forEach(name -> wanted.add(key(CheckId.DISRUPTION, Subject.of(name, ""))));
            if (disruption.ledger()) {
                wanted.add(key(CheckId.DISRUPTION, Subject.of(Judge.LEDGER, "")));
            }
        });
        prepared.scenario().function().forEach(step -> wanted.add(key(CheckId.FUNCTION, Subject.of(step.name(), ""))));
        return wanted.stream().filter(this::isWanted).toList();
    }

    private static String key(CheckId check, Subject subject) {
        return "%s of %s%s%s"
                .formatted(
                        check.id(),
                        subject.workload(),
                        subject.container().isEmpty() ? "" : "/" + subject.container(),
                        check == CheckId.ARBITRARY_UID ? " as " + subject.phase() : "");
    }
}
