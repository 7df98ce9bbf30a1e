package dev.touchstone.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.touchstone.cluster.Resource;
import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Control;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import dev.touchstone.judge.Verdict.FactRef;
import dev.touchstone.observe.Subject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OscalTest {

    private static final RunInfo RUN =
            Runs.unfinished("spark", "spark-standalone").ended("refused", Runs.NOON);
    private static final Control PSS = new Control("PSS", "restricted, v1.35", "seccomp", "Seccomp");

    private static Verdict verdict(CheckId check, Outcome outcome, String container) {
        return new Verdict(
                check,
                new Subject("deployment/web", "web-1", container, "main", "web:1", "sha256:01"),
                outcome,
                "Seccomp: 0 of process 1",
                Optional.empty(),
                List.of(new FactRef("facts/containers/web.json", "ab".repeat(32))),
                List.of(PSS),
                Optional.empty(),
                Optional.empty());
    }

    private static JsonNode of(Verdict... verdicts) {
        return JsonMapper.shared().readTree(Oscal.of(RUN, List.of(verdicts))).path("assessment-results");
    }

    /** NIST's own schema, as the OSCAL library brings it along. */
    @Test
    void is_valid() {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(Resource.read(Oscal.class, "/schema/json/oscal-ar_schema.json"));
        String document = Oscal.of(
                RUN,
                List.of(
                        verdict(CheckId.SECCOMP, Outcome.FAIL, "web"),
                        verdict(CheckId.SECCOMP, Outcome.PASS, "helper"),
                        verdict(CheckId.FUNCTION, Outcome.PASS, "").with(List.of())));

        assertThat(schema.validate(JsonMapper.shared().readTree(document))).isEmpty();
        assertThat(schema.validate(JsonMapper.shared()
                        .readTree(document.replace("\"satisfied\"", "\"fine\"").replace("not-satisfied", "poor"))))
                .isNotEmpty();
    }

    @Nested
    class Of_a_control {

        @Test
        void is_satisfied_when_every_verdict_is_good() {
            JsonNode finding = of(verdict(CheckId.SECCOMP, Outcome.PASS, "web")).at("/findings/0");

            assertThat(finding.at("/target/status/state").asString()).isEqualTo("satisfied");
            assertThat(finding.at("/target/target-id").asString()).isEqualTo("pss-seccomp");
        }

        @Test
        void is_not_satisfied_by_what_nobody_knows_and_says_why() {
            JsonNode status = of(
                            verdict(CheckId.SECCOMP, Outcome.INCONCLUSIVE, "web"),
                            verdict(CheckId.SECCOMP, Outcome.PASS, "helper"))
                    .at("/findings/0/target/status");

            assertThat(status.path("state").asString()).isEqualTo("not-satisfied");
            assertThat(status.path("reason").asString()).isEqualTo("other");
            assertThat(status.path("remarks").asString())
                    .isEqualTo("seccomp of web/web is INCONCLUSIVE: Seccomp: 0 of process 1");
        }

        @Test
        void rests_on_observations_that_lead_to_files_with_their_digests() {
            JsonNode results = OscalTest.of(verdict(CheckId.SECCOMP, Outcome.FAIL, "web"));

            String observation = results.at("/results/0/findings/0/related-observations/0/observation-uuid")
                    .asString();
            assertThat(results.at("/results/0/observations/0/uuid").asString()).isEqualTo(observation);
            String file = results.at("/results/0/observations/0/relevant-evidence/0/href")
                    .asString();
            assertThat(results.at("/back-matter/resources")).anySatisfy(resource -> {
                assertThat("#" + resource.path("uuid").asString()).isEqualTo(file);
                assertThat(resource.at("/rlinks/0/hashes/0/value").asString()).isEqualTo("ab".repeat(32));
            });
        }

        private JsonNode of(Verdict... verdicts) {
            return OscalTest.of(verdicts).at("/results/0");
        }
    }

    @Nested
    class Its_ids {

        @Test
        void are_the_same_for_the_same_bundle_and_others_for_another() {
            Verdict good = verdict(CheckId.SECCOMP, Outcome.PASS, "web");

            assertThat(Oscal.of(RUN, List.of(good))).isEqualTo(Oscal.of(RUN, List.of(good)));
            assertThat(of(good).path("uuid"))
                    .isNotEqualTo(
                            of(verdict(CheckId.SECCOMP, Outcome.FAIL, "web")).path("uuid"));
        }

        /** The example of RFC 9562, A.4: www.example.com in the namespace of DNS names. */
        @Test
        void are_made_as_the_RFC_says() {
            assertThat(new StableId(UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8")).of("www.example.com"))
                    .isEqualTo(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
        }
    }
}
