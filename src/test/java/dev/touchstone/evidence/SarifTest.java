package dev.touchstone.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.touchstone.cluster.Resource;
import dev.touchstone.evidence.Sarif.Place;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import dev.touchstone.observe.Subject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SarifTest {

    @Test
    void lists_each_failure_once_at_its_place_and_nothing_else() {
        JsonNode results = results(List.of(
                verdict("web-1", Outcome.FAIL),
                verdict("web-2", Outcome.FAIL),
                verdict("web-1", Outcome.PASS),
                verdict("web-1", Outcome.INCONCLUSIVE),
                verdict("web-1", Outcome.FAIL).waived("the platform team")));

        assertThat(results).hasSize(1);
        JsonNode result = results.get(0);
        assertThat(result.path("ruleId").asString()).isEqualTo("seccomp");
        assertThat(result.path("kind").asString()).isEqualTo("fail");
        assertThat(result.at("/message/text").asString()).isEqualTo("seccomp of web/main: because");
        assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri")
                        .asString())
                .isEqualTo("charts/web/templates/web.yaml");
        assertThat(result.at("/locations/0/physicalLocation/region/startLine").asInt())
                .isEqualTo(7);
    }

    @Test
    void knows_every_rule_and_gives_a_finding_the_same_fingerprint_again() {
        List<Verdict> verdicts = List.of(verdict("web-1", Outcome.FAIL));

        assertThat(document(verdicts).at("/runs/0/tool/driver/rules")).hasSize(CheckId.values().length);
        assertThat(results(verdicts).at("/0/partialFingerprints"))
                .isEqualTo(results(List.of(verdict("web-9", Outcome.FAIL))).at("/0/partialFingerprints"));
    }

    /** The standard's own schema. */
    @Test
    void is_valid() {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(Resource.read(Sarif.class, "/schema/sarif-schema-2.1.0.json"));

        JsonNode document = document(List.of(verdict("web-1", Outcome.FAIL), verdict("web-2", Outcome.PASS)));
        assertThat(schema.validate(document)).isEmpty();
        ((ObjectNode) document.at("/runs/0/results/0")).put("level", "dreadful");
        assertThat(schema.validate(document)).isNotEmpty();
    }

    private static JsonNode results(List<Verdict> verdicts) {
        return document(verdicts).at("/runs/0/results");
    }

    private static JsonNode document(List<Verdict> verdicts) {
        return JsonMapper.shared()
                .readTree(Sarif.of(
                        Runs.unfinished("web", "web"),
                        verdicts,
                        verdict -> Optional.of(new Place("charts/web/templates/web.yaml", 7))));
    }

    private static Verdict verdict(String pod, Outcome outcome) {
        return Runs.verdict(
                CheckId.SECCOMP, new Subject("deployment/web", pod, "main", "main", "", ""), outcome, "because");
    }
}
