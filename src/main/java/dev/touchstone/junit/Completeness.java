package dev.touchstone.junit;

import dev.touchstone.chart.PodTemplate;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Verdict;
import dev.touchstone.observe.ReleaseFacts;
import dev.touchstone.observe.Subject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares what was judged with what the render and the scenario ask for: what nobody looked at must not pass for green. */
final class Completeness {

    private static final Set<CheckId> NOT_OF_CONTAINERS =
            EnumSet.of(CheckId.ADMITTED, CheckId.RUNNING, CheckId.FUNCTION);

    private final Set<CheckId> checks;

    Completeness(Set<CheckId> checks) {
        this.checks = checks;
    }

    /** What has no verdict, in words; empty when all has been judged. */
    List<String> missing(PreparedScenario prepared, List<Verdict> verdicts) {
        Set<String> judged = verdicts.stream()
                .map(verdict -> key(verdict.check(), verdict.subject()))
                .collect(Collectors.toSet());
        return wanted(prepared).stream().filter(key -> !judged.contains(key)).toList();
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
                for (String container : template.containers()) {
                    Subject subject = new Subject(template.workload(), "", container, "", "", "");
                    EnumSet.complementOf(EnumSet.copyOf(NOT_OF_CONTAINERS))
                            .forEach(check -> wanted.add(key(check, subject)));
                }
            }
        }
        prepared.scenario().function().forEach(step -> wanted.add(key(CheckId.FUNCTION, Subject.of(step.name(), ""))));
        return wanted.stream()
                .filter(key -> checks.contains(CheckId.of(key.substring(0, key.indexOf(' ')))))
                .toList();
    }

    private static String key(CheckId check, Subject subject) {
        return "%s of %s%s"
                .formatted(
                        check.id(), subject.workload(), subject.container().isEmpty() ? "" : "/" + subject.container());
    }
}
