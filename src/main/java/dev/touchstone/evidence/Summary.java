package dev.touchstone.evidence;

import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Verdict;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A run in Markdown, for the page of a CI job: {@code summary.md}. What was seen is somebody else's text, and is shown as text. */
public final class Summary {

    private static final int LONGEST = 600;
    /** What Markdown, a table of it, or the HTML in it would take for its own. */
    private static final Pattern MARKUP = Pattern.compile("[\\\\`*_{}\\[\\]<>()#+!|~&]");

    private Summary() {}

    /**
     * The summary.
     *
     * @param missing what had to be settled, and was not
     */
    public static String of(RunInfo run, List<Verdict> verdicts, List<String> missing) {
        StringBuilder text = new StringBuilder();
        text.append("## %s %s: %s\n\n"
                .formatted(
                        run.state().equals(RunInfo.ACCEPTED) ? "✅" : run.state().equals(RunInfo.PARTIAL) ? "⚪" : "❌",
                        plain(run.scenario()),
                        run.state()));
        text.append("Chart %s %s%s on Kubernetes %s.\n\n"
                .formatted(
                        plain(run.chart().name()),
                        plain(run.chart().version()),
                        run.chart()
                                .origin()
                                .map(origin -> " from %s, sha256 %s,".formatted(plain(origin.from()), origin.sha256()))
                                .orElse(""),
                        plain(run.kubernetes())));
        text.append("| check | accepted | of |\n|---|---|---|\n");
        for (CheckId check : CheckId.values()) {
            List<Verdict> its = verdicts.stream()
                    .filter(verdict -> verdict.check() == check)
                    .toList();
            if (!its.isEmpty()) {
                long good = its.stream().filter(Verdict::acceptable).count();
                text.append("| %s %s | %d | %d |\n"
                        .formatted(good == its.size() ? "✅" : "❌", check.id(), good, its.size()));
            }
        }
        String findings = verdicts.stream()
                .filter(verdict -> !verdict.acceptable())
                .map(verdict -> "- **%s of %s**: %s: %s\n"
                        .formatted(
                                verdict.check().id(),
                                plain(verdict.subject().label()),
                                verdict.outcome(),
                                plain(verdict.reason())))
                .distinct()
                .collect(Collectors.joining());
        String open = missing.stream()
                .map(what -> "- not settled: %s\n".formatted(plain(what)))
                .collect(Collectors.joining());
        return findings.isEmpty() && open.isEmpty()
                ? text.toString()
                : text.append("\n### Findings\n\n")
                        .append(findings)
                        .append(open)
                        .toString();
    }

    private static String plain(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        String kept = line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
        return MARKUP.matcher(kept).replaceAll("\\\\$0");
    }
}
