package dev.touchstone.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.cluster.Resource;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Judge;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import dev.touchstone.judge.Verdict.FactRef;
import dev.touchstone.observe.AcceptanceFacts;
import dev.touchstone.observe.Admission;
import dev.touchstone.observe.ContainerFacts;
import dev.touchstone.observe.ReleaseFacts;
import dev.touchstone.observe.ReleaseFacts.RolloutFacts;
import dev.touchstone.observe.StepFacts;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class PageTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final PageParts WITH_MUTANTS = new PageParts(
            new DeclaredLines(""),
            new Timeline(List.of()),
            Optional.of(new MutantTable(
                    List.of("admission", "runtime"),
                    List.of(new MutantTable.Row("writable-root", List.of("", "✓ 3/3"))),
                    List.of("survived, runtime, nobody"),
                    List.of("2 equivalent"),
                    "3 of 4 mutants killed")),
            subject -> Optional.of("every <answer>"),
            Optional.empty());
    private static final String IMAGE_TAG = "<img src=x onerror=alert(1)>";

    private static JsonNode recorded(String name) {
        return JSON.readTree(Resource.read(Page.class, "/dev/touchstone/judge/recorded/" + name));
    }

    private static ReleaseFacts release(JsonNode container, JsonNode step) {
        ContainerFacts facts = JSON.treeToValue(container, ContainerFacts.class);
        return new ReleaseFacts(
                List.of(JSON.treeToValue(recorded("admission.json"), Admission.class)),
                new RolloutFacts(true, "every workload is Ready", 885),
                List.of("statefulset/spark-sa-worker"),
                List.of(facts.pod()),
                List.of(facts),
                List.of(JSON.treeToValue(step, StepFacts.class)),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static String page(RunInfo run, ReleaseFacts facts) {
        List<Verdict> verdicts = new Judge(EnumSet.allOf(CheckId.class)).judge(facts);
        return Page.of(run, verdicts, AcceptanceFacts.of(facts), WITH_MUTANTS);
    }

    @Nested
    class Of_an_accepted_run {

        private final ReleaseFacts facts = release(recorded("worker.json"), recorded("function.json"));
        private final String page =
                page(Runs.unfinished("spark", "spark-standalone").ended("accepted", Runs.NOON), facts);

        @Test
        void shows_every_check_and_how_many_passed() {
            assertThat(page)
                    .contains(CheckId.ids().stream()
                            .filter(id -> !List.of(
                                            "parity",
                                            "upgrade",
                                            "arbitrary-uid",
                                            "least-rights",
                                            "reachability",
                                            "disruption")
                                    .contains(id))
                            .toList())
                    .contains("16 PASS", "0 FAIL", "0 INCONCLUSIVE");
            assertThat(page).contains("Uid [1000]", "spark-sa-worker/worker", "spark-sa-worker-0");
        }

        @Test
        void shows_what_was_asked_word_for_word() {
            assertThat(page)
                    .contains(
                            "$ id",
                            "uid=1000 gid=1000 groups=1000",
                            "$ touch /test",
                            "Read-only file system",
                            "RESULT answer=right map-calls=20000,20000",
                            "<summary>All that it answered</summary>",
                            "every &lt;answer&gt;");
        }

        @Test
        void shows_the_run_and_its_end() {
            assertThat(page)
                    .contains(
                            "spark-standalone 1.0.0",
                            Runs.PLACE + ", sha256 03",
                            "2026-11-23T12:00:00Z",
                            "restricted",
                            "v1.35.0");
        }

        @Test
        void shows_every_container_against_every_check_and_leads_to_the_verdict() {
            assertThat(page)
                    .contains(
                            "<th scope=\"row\">spark-sa-worker/worker</th>",
                            "<th scope=\"col\"><span>seccomp</span></th>")
                    .contains("aria-label=\"PASS\">✓</a>")
                    .containsPattern("href=\"#v(\\d+)\"(?s).*<tr id=\"v\\1\">");
        }

        @Test
        void shows_the_mutants_and_the_controls() {
            assertThat(page)
                    .contains(
                            "<th scope=\"row\">writable-root</th>",
                            "<td>✓ 3/3</td>",
                            "3 of 4 mutants killed",
                            "survived, runtime, nobody",
                            "2 equivalent",
                            "<small>PSS ");
        }

        @Test
        void names_what_was_not_observed() {
            JsonNode finished = recorded("worker.json");
            ((ObjectNode) finished)
                    .put("access", "STATUS")
                    .put("note", "it had finished")
                    .putNull("probe");

            assertThat(page(Runs.unfinished("spark", "spark"), release(finished, recorded("function.json"))))
                    .contains("<h2>Not observed</h2>", "<li>spark-sa-worker/worker: it had finished</li>");
            assertThat(page).doesNotContain("Not observed");
        }

        @Test
        void says_what_has_turned_a_green_verdict_red() {
            List<Verdict> verdicts = new Judge(EnumSet.of(CheckId.SECCOMP))
                    .judge(facts).stream()
                            .map(verdict -> verdict.controlledBy("runtime: seccomp-unset"))
                            .toList();

            assertThat(Page.of(
                            Runs.unfinished("spark", "spark"), verdicts, AcceptanceFacts.of(facts), PageParts.none()))
                    .contains("It was red in this run: runtime: seccomp-unset");
        }

        @Test
        void loads_nothing_from_elsewhere() {
            assertThat(page).doesNotContain("<script", "<link", "<img", "http://www", "https://");
        }
    }

    @Test
    void marks_waivers_and_links_facts() {
        ReleaseFacts facts = release(recorded("worker.json"), recorded("function.json"));
        Verdict verdict = new Judge(EnumSet.of(CheckId.SECCOMP))
                .judge(facts)
                .get(0)
                .with(List.of(new FactRef("facts/containers/a.json", "00")))
                .waived("the platform team");

        assertThat(Page.of(
                        Runs.unfinished("spark", "spark"),
                        List.of(verdict),
                        AcceptanceFacts.of(facts),
                        PageParts.none()))
                .contains("(waived: the platform team)", "href=\"facts/containers/a.json\"", "(it has not ended)");
    }

    /** Everything that was observed is somebody else's text. */
    @Nested
    class Of_hostile_text {

        @Test
        void escapes_the_name_of_a_chart() {
            String page = page(
                    Runs.unfinished("<b>spark</b>", "<script>alert(1)</script>"),
                    release(recorded("worker.json"), recorded("function.json")));

            assertThat(page)
                    .doesNotContain("<script>", "<b>spark")
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;b&gt;spark&lt;/b&gt;");
        }

        @Test
        void escapes_what_a_container_says() {
            JsonNode container = recorded("worker.json");
            ((ObjectNode) container.at("/probe/id")).put("output", "</pre>" + IMAGE_TAG);
            ((ObjectNode) container.at("/probe/touch")).put("output", IMAGE_TAG);
            ((ObjectNode) container).put("note", IMAGE_TAG);

            assertThat(page(Runs.unfinished("spark", "spark"), release(container, recorded("function.json"))))
                    .doesNotContain("<img", "</pre><img")
                    .contains("&lt;/pre&gt;&lt;img src=x onerror=alert(1)&gt;");
        }

        @Test
        void escapes_what_a_step_says() {
            JsonNode step = recorded("function.json");
            ((ObjectNode) step).put("name", IMAGE_TAG);
            ((ObjectNode) step.path("attempt")).put("output", IMAGE_TAG);
            ((ObjectNode) step.path("control").path("attempt")).put("how", IMAGE_TAG);

            assertThat(page(Runs.unfinished("spark", "spark"), release(recorded("worker.json"), step)))
                    .doesNotContain("<img")
                    .contains("&lt;img src=x onerror=alert(1)&gt;");
        }

        @Test
        void does_not_let_a_path_leave_its_attribute() {
            ReleaseFacts facts = release(recorded("worker.json"), recorded("function.json"));
            Verdict verdict = new Judge(EnumSet.of(CheckId.SECCOMP))
                    .judge(facts)
                    .get(0)
                    .with(List.of(new FactRef("\" onmouseover=\"alert(1)", "00")));

            assertThat(Page.of(
                            Runs.unfinished("spark", "spark"),
                            List.of(verdict),
                            AcceptanceFacts.of(facts),
                            PageParts.none()))
                    .doesNotContain("href=\"\" onmouseover")
                    .contains("href=\"&#34; onmouseover=");
        }

        /** A terminal that shows the page would obey them. */
        @Test
        void makes_control_characters_visible() {
            JsonNode step = recorded("function.json");
            ((ObjectNode) step.path("attempt")).put("output", "\u001b[31mred\u001b[0m\u0007 \u009b2J\tend\nof it");

            String page = page(Runs.unfinished("spark", "spark"), release(recorded("worker.json"), step));

            assertThat(page).contains("\\u001b[31mred\\u001b[0m\\u0007 \\u009b2J\tend\nof it");
            assertThat(page.chars().filter(Character::isISOControl).distinct())
                    .allMatch(character -> character == '\n' || character == '\t');
        }
    }

    @Test
    void counts_verdicts_by_outcome() {
        List<Verdict> verdicts = new Judge(EnumSet.of(CheckId.SECCOMP, CheckId.NON_ROOT))
                .judge(release(recorded("worker.json"), recorded("function.json")));

        assertThat(Page.count(verdicts, Outcome.PASS)).isEqualTo(2);
        assertThat(Page.count(verdicts, Outcome.FAIL)).isZero();
    }
}
