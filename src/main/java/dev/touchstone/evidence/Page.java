package dev.touchstone.evidence;

import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import dev.touchstone.observe.AcceptanceFacts;
import dev.touchstone.observe.ContainerFacts;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The page that a person reads. Everything that was observed is escaped: it is somebody else's text. */
public final class Page {

    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(ContentType.Html);

    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f&&[^\n\r\t]]");

    private Page() {}

    /**
     * The page of one run.
     *
     * @param parts what stands there beside facts and verdicts
     */
    public static String of(RunInfo run, List<Verdict> verdicts, AcceptanceFacts facts, PageParts parts) {
        StringOutput html = new StringOutput();
        Map<Boolean, List<ContainerFacts>> containers = facts.release().containers().stream()
                .collect(
                        Collectors.partitioningBy(container -> container.probe().isPresent()));
        Optional<Comparison> comparison = facts.baseline().map(baseline -> Comparison.of(baseline, facts.release()));
        ENGINE.render(
                "run.jte",
                Map.of(
                        "run",
                        run,
                        "verdicts",
                        verdicts,
                        "groups",
                        VerdictGroup.of(verdicts),
                        "matrix",
                        VerdictMatrix.of(verdicts),
                        "containers",
                        Objects.requireNonNull(containers.get(true)),
                        "unasked",
                        Objects.requireNonNull(containers.get(false)),
                        "parts",
                        parts,
                        "steps",
                        facts.release().steps(),
                        "comparison",
                        comparison,
                        "reach",
                        facts.release().network().map(network -> ReachMatrix.of(network, run.kubernetes()))),
                html);
        return visible(html);
    }

    /** The start page over all runs that lie in a folder. */
    static String of(List<IndexEntry> runs) {
        StringOutput html = new StringOutput();
        ENGINE.render("index.jte", Map.of("runs", runs, "versions", VersionDifferences.among(runs)), html);
        return visible(html);
    }

    // Control characters have no business in HTML, and a terminal that shows the file would obey them.
    private static String visible(StringOutput html) {
        return CONTROL.matcher(html.toString())
                .replaceAll(character ->
                        "\\\\u%04x".formatted((int) character.group().charAt(0)));
    }

    /** For the templates: a time in UTC, to the second. */
    public static String second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** For the template: how many verdicts came out so. */
    public static long count(List<Verdict> verdicts, Outcome outcome) {
        return verdicts.stream().filter(verdict -> verdict.outcome() == outcome).count();
    }
}
