package dev.touchstone.evidence;

import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import dev.touchstone.observe.ContainerFacts;
import dev.touchstone.observe.ReleaseFacts;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.List;
import java.util.Map;

/** The page that a person reads. Everything that was observed is escaped: it is somebody else's text. */
public final class Page {

    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(ContentType.Html);

    private Page() {}

    /** The page of one run. */
    public static String of(RunInfo run, List<Verdict> verdicts, ReleaseFacts facts) {
        StringOutput html = new StringOutput();
        List<ContainerFacts> asked = facts.containers().stream()
                .filter(container -> container.probe().isPresent())
                .toList();
        ENGINE.render(
                "run.jte", Map.of("run", run, "verdicts", verdicts, "containers", asked, "steps", facts.steps()), html);
        return html.toString();
    }

    /** The start page over all runs that lie in a folder. */
    static String of(List<IndexEntry> runs) {
        StringOutput html = new StringOutput();
        ENGINE.render("index.jte", Map.of("runs", runs), html);
        return html.toString();
    }

    /** For the template: how many verdicts came out so. */
    public static long count(List<Verdict> verdicts, Outcome outcome) {
        return verdicts.stream().filter(verdict -> verdict.outcome() == outcome).count();
    }
}
