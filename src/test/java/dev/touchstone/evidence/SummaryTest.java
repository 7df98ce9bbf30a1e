package dev.touchstone.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.cluster.Resource;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Judge;
import dev.touchstone.judge.Verdict;
import dev.touchstone.observe.ContainerFacts;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SummaryTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void counts_what_was_accepted_of_each_check() {
        String summary = Summary.of(
                Runs.unfinished("spark", "spark-standalone").ended(RunInfo.ACCEPTED, Runs.NOON),
                verdicts(recorded()),
                List.of());

        assertThat(summary)
                .startsWith("## ✅ spark: accepted\n")
                .contains(
                        "Chart spark-standalone 1.0.0 from oci://example.org/charts/spark, sha256 03, on Kubernetes v1.35.0.",
                        "| ✅ seccomp | 1 | 1 |")
                .doesNotContain("Findings");
    }

    @Test
    void lists_findings_and_what_is_not_settled() {
        JsonNode weak = recorded();
        weak.at("/probe/processes").forEach(process -> ((ObjectNode) process).put("seccomp", 0));

        String summary = Summary.of(
                Runs.unfinished("spark", "spark").ended(RunInfo.REFUSED, Runs.NOON),
                verdicts(weak),
                List.of("function of it sings"));

        assertThat(summary)
                .contains("## ❌ spark: refused", "| ❌ seccomp | 0 | 1 |", "### Findings")
                .contains("- **seccomp of spark-sa-worker/worker**: FAIL: process 1 \\(tini\\) has Seccomp: 0")
                .contains("- not settled: function of it sings");
    }

    /** What a container calls itself must not become a link, a table or a script in somebody's CI. */
    @Test
    void shows_hostile_text_as_text() {
        String summary = Summary.of(
                Runs.unfinished("<script>|x", "[a](http://b)\n# big").ended(RunInfo.REFUSED, Runs.NOON),
                List.of(),
                List.of("`rm -rf`\n\n- item"));

        assertThat(summary)
                .contains("\\<script\\>\\|x", "\\[a\\]\\(http://b\\) \\# big", "- not settled: \\`rm -rf\\` - item")
                .doesNotContain("<script>", "\n# big");
    }

    private static JsonNode recorded() {
        return JSON.readTree(Resource.read(Page.class, "/dev/touchstone/judge/recorded/worker.json"));
    }

    private static List<Verdict> verdicts(JsonNode container) {
        ContainerFacts facts = JSON.treeToValue(container, ContainerFacts.class);
        return new Judge(EnumSet.of(CheckId.SECCOMP))
                .judge(facts, List.of(facts)).stream()
                        .filter(verdict -> verdict.check() == CheckId.SECCOMP)
                        .toList();
    }
}
