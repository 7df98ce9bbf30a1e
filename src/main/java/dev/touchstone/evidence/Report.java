package dev.touchstone.evidence;

import dev.touchstone.evidence.Sarif.Place;
import dev.touchstone.judge.Verdict;
import dev.touchstone.observe.AcceptanceFacts;
import java.security.PrivateKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * All that is told of a run that has ended: the page and the other formats, each made of the same facts and verdicts.
 *
 * @param run as it ended
 * @param missing what had to be settled, and was not
 * @param parts what stands on the page beside facts and verdicts
 * @param places where in the chart's templates a failure is to be shown
 */
public record Report(
        RunInfo run,
        List<Verdict> verdicts,
        AcceptanceFacts facts,
        List<String> missing,
        PageParts parts,
        Function<Verdict, Optional<Place>> places) {

    public Report {
        verdicts = List.copyOf(verdicts);
        missing = List.copyOf(missing);
    }

    /**
     * Write it, and seal the folder.
     *
     * @param key that signs the statements, where there is one
     */
    public void write(EvidenceFolder evidence, Optional<PrivateKey> key) {
        evidence.verdicts(verdicts);
        evidence.fact("timeline", parts.timeline());
        evidence.text("index.html", Page.of(run, verdicts, facts, parts));
        evidence.text(Oscal.NAME, Oscal.of(run, verdicts));
        evidence.text("summary.md", Summary.of(run, verdicts, missing));
        evidence.text("findings.sarif", Sarif.of(run, verdicts, places));
        evidence.run(run);
        evidence.seal(run, verdicts, key);
    }
}
