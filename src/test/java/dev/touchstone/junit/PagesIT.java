package dev.touchstone.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.cluster.Cluster;
import dev.touchstone.evidence.DeclaredLines;
import dev.touchstone.evidence.EvidenceReader;
import dev.touchstone.evidence.Page;
import dev.touchstone.evidence.PageParts;
import dev.touchstone.evidence.RunInfo;
import dev.touchstone.evidence.RunInfo.ChartInfo;
import dev.touchstone.evidence.Timeline;
import dev.touchstone.judge.Verdict;
import dev.touchstone.observe.AcceptanceFacts;
import dev.touchstone.observe.ContainerFacts;
import dev.touchstone.observe.ReleaseFacts;
import dev.touchstone.observe.StepFacts;
import dev.touchstone.observe.StepFacts.Attempt;
import dev.touchstone.observe.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Dimension;
import org.slf4j.LoggerFactory;

/** The pages as a reader's browser shows them: of a real run, and of what somebody hostile or somebody big would make of one. */
@LeaseCluster
@EnabledIf(
        value = "dev.touchstone.junit.Browser#isThere",
        disabledReason = "needs chromium and chromedriver in the folder of clients: scripts/test puts them there")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesIT {

    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final int MANY = 200;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private Browser browser;

    @SuppressWarnings("NullAway.Init")
    private AcceptanceResult real;

    @SuppressWarnings("NullAway.Init")
    private String transcript;

    @BeforeAll
    void open(Cluster cluster) throws IOException {
        real = Hardened.released(cluster);
        try (Stream<Path> files = Files.list(real.evidence().resolve("facts/containers"))) {
            transcript = Files.readString(files.filter(file -> file.toString().endsWith(".web.txt"))
                    .findFirst()
                    .orElseThrow());
        }
        browser = new Browser();
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void of_a_real_run_are_quiet_accessible_and_fit_desktop_and_phone() throws IOException {
        for (Path page :
                List.of(real.evidence().resolve("index.html"), real.evidence().resolve("../../index.html"))) {
            isSound(page.normalize(), "real");
        }
    }

    @Test
    void of_a_chart_with_a_hostile_name_run_nothing_of_it() throws IOException {
        Path page = write("hostile", hostile(real.run()), facts(real.evidence()), real.verdicts());

        isSound(page, "hostile");
        assertThat(browser.title()).startsWith("<script>");
    }

    /** It is only the page that leaves lines out: the transcript lies beside it. */
    @Test
    void of_a_transcript_with_colours_and_a_million_lines_stay_small() throws IOException {
        AcceptanceFacts facts = facts(real.evidence());
        String output = "\u001b[31mred\u001b[0m <b>line</b>\u0007\n".repeat(1_000_000);
        StepFacts step = facts.release().steps().get(0);
        StepFacts long1 = new StepFacts(
                step.name(),
                new Attempt("job", 0, output, "", 1),
                step.expected(),
                step.counter(),
                step.control(),
                step.comparison());
        Path page = write(
                "long",
                real.run(),
                AcceptanceFacts.of(with(facts.release(), facts.release().containers(), List.of(long1))),
                real.verdicts());

        isSound(page, "long");
        assertThat(Files.size(page)).isLessThan(1_000_000);
        assertThat(page).content().contains("999800 lines are left out here");
    }

    /** How long it takes is told, not judged: the goal is a second. */
    @Test
    void of_two_hundred_containers_open() throws IOException {
        AcceptanceFacts facts = facts(real.evidence());
        List<ContainerFacts> containers = new ArrayList<>();
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            ContainerFacts container = facts.release()
                    .containers()
                    .get(i % facts.release().containers().size());
            Subject subject = container.subject();
            Subject other = new Subject(
                    "deployment/web-" + i,
                    "web-" + i,
                    subject.container(),
                    subject.phase(),
                    subject.image(),
                    subject.digest());
            containers.add(new ContainerFacts(
                    other,
                    container.pod(),
                    container.template(),
                    container.declaredPod(),
                    container.declared(),
                    container.access(),
                    container.note(),
                    container.probe()));
            real.verdicts().stream()
                    .filter(verdict -> verdict.subject().equals(subject))
                    .map(verdict -> new Verdict(
                            verdict.check(),
                            other,
                            verdict.outcome(),
                            verdict.reason(),
                            verdict.remedy(),
                            verdict.facts(),
                            verdict.controls(),
                            verdict.negativeControl(),
                            verdict.waiver()))
                    .forEach(verdicts::add);
        }
        Path page = write(
                "many",
                real.run(),
                AcceptanceFacts.of(
                        with(facts.release(), containers, facts.release().steps())),
                verdicts);

        browser.open(page, Browser.DESKTOP);

        assertThat(verdicts).hasSizeGreaterThan(MANY * 10);
        assertThat(browser.errors()).isEmpty();
        LoggerFactory.getLogger("touchstone")
                .info(
                        "a page of {} containers and {} verdicts, {} kB, opens in {} ms",
                        MANY,
                        verdicts.size(),
                        Files.size(page) / 1024,
                        Math.round(browser.loadMillis()));
    }

    private void isSound(Path page, String name) throws IOException {
        for (Dimension size : List.of(Browser.DESKTOP, Browser.PHONE)) {
            browser.open(page, size);
            browser.screenshot(SCREENSHOTS.resolve(
                    "%s-%s-%d.png".formatted(name, page.getName(page.getNameCount() - 2), size.getWidth())));
            assertThat(browser.requests()).containsExactly(page.toUri().toString());
            assertThat(browser.errors()).isEmpty();
            assertThat(browser.overflow()).as("%s at %s", page, size).isZero();
            assertThat(browser.inaccessible()).isEmpty();
        }
    }

    /** Whatever the container: what one of the real ones has answered. */
    private Optional<String> transcript() {
        return Optional.of(transcript);
    }

    private Path write(String name, RunInfo run, AcceptanceFacts facts, List<Verdict> verdicts) throws IOException {
        Path page = Files.createDirectories(folder.resolve(name)).resolve("index.html");
        return Files.writeString(
                page,
                Page.of(
                        run,
                        verdicts,
                        facts,
                        new PageParts(
                                new DeclaredLines(""),
                                new Timeline(List.of()),
                                Optional.empty(),
                                subject -> transcript(),
                                Optional.empty())));
    }

    private static AcceptanceFacts facts(Path evidence) throws IOException {
        return new EvidenceReader(evidence).facts();
    }

    private static ReleaseFacts with(ReleaseFacts facts, List<ContainerFacts> containers, List<StepFacts> steps) {
        return new ReleaseFacts(
                facts.admissions(),
                facts.rollout(),
                facts.workloads(),
                facts.pods(),
                containers,
                steps,
                facts.footprints(),
                facts.accounts(),
                facts.network(),
                facts.disruption(),
                facts.untried());
    }

    private static RunInfo hostile(RunInfo run) {
        String script = "<script>document.title = 'owned'</script>";
        return new RunInfo(
                run.state(),
                script,
                new ChartInfo(
                        script,
                        "\"><img src=https://example.com/x onerror=\"document.title = 'owned'\">",
                        "00",
                        Optional.of(new RunInfo.Origin(script, script))),
                script,
                run.namespace(),
                run.enforced(),
                run.values(),
                run.kubernetes(),
                run.cluster(),
                Stream.of(script, "</style>" + script).toList(),
                run.images(),
                run.harness(),
                run.checks(),
                run.started(),
                run.ended());
    }
}
