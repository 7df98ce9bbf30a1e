package dev.touchstone.judge;

import dev.touchstone.observe.StepFacts;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What of a step's answer is compared: its code, the lines that the step declares, without what it declares to differ from run
 * to run, and the classes of errors in all of its output.
 *
 * @param code exit code, or status over HTTP
 * @param lines what the answer says
 * @param errors names of exceptions, and the kernel's refusals in words
 */
public record Answer(int code, List<String> lines, Set<String> errors) {

    public Answer {
        lines = List.copyOf(lines);
        errors = Collections.unmodifiableSet(new TreeSet<>(errors));
    }

    private static final Pattern ERROR_CLASS = Pattern.compile(
            "\\b(?:[a-z][\\w$]*\\.)*[A-Z][\\w$]*(?:Exception|Error)\\b|(?i:read-only file system|permission denied|operation not permitted)");

    /** Of a step that was tried. */
    public static Answer of(StepFacts step) {
        StepFacts.Comparison comparison = step.comparison();
        List<Pattern> ignore =
                comparison.ignore().stream().map(Pattern::compile).toList();
        List<String> all = step.attempt()
                .output()
                .lines()
                .map(line -> without(line, ignore).strip())
                .filter(line -> !line.isEmpty())
                .toList();
        Pattern wanted = Pattern.compile(comparison.lines());
        return new Answer(
                step.attempt().code(),
                all.stream().filter(line -> wanted.matcher(line).find()).toList(),
                errors(all));
    }

    private static String without(String line, List<Pattern> ignore) {
        String left = line;
        for (Pattern pattern : ignore) {
            left = pattern.matcher(left).replaceAll("");
        }
        return left;
    }

    private static Set<String> errors(List<String> lines) {
        return lines.stream()
                .flatMap(line -> ERROR_CLASS.matcher(line).results())
                .map(result -> result.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
