package dev.touchstone.judge.network;

import static dev.touchstone.judge.network.Written.DB;
import static dev.touchstone.judge.network.Written.FRONTEND;
import static dev.touchstone.judge.network.Written.OUTSIDE;
import static dev.touchstone.judge.network.Written.STRANGER;
import static dev.touchstone.judge.network.Written.policies;
import static dev.touchstone.judge.network.Written.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.observe.Endpoint;
import dev.touchstone.observe.Protocol;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "Targeting a range of ports" of the concept page, and the reference of a rule's ports. */
class OpenPortTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                                                   | TCP  | 1     | true
            []                                                   | SCTP | 65535 | true
            [{port: 6379}]                                       | TCP  | 6379  | true
            [{port: 6379}]                                       | TCP  | 6380  | false
            [{port: 6379}]                                       | UDP  | 6379  | false
            [{port: 6379, protocol: UDP}]                        | UDP  | 6379  | true
            [{port: 6379, protocol: UDP}]                        | TCP  | 6379  | false
            [{port: 6379, protocol: SCTP}]                       | SCTP | 6379  | true
            [{port: 80}, {port: 6379}]                           | TCP  | 6379  | true
            [{protocol: UDP}]                                    | UDP  | 1     | true
            [{protocol: UDP}]                                    | TCP  | 1     | false
            [{}]                                                 | TCP  | 1     | true
            [{}]                                                 | UDP  | 1     | false
            [{port: 32000, endPort: 32768}]                      | TCP  | 31999 | false
            [{port: 32000, endPort: 32768}]                      | TCP  | 32000 | true
            [{port: 32000, endPort: 32768}]                      | TCP  | 32768 | true
            [{port: 32000, endPort: 32768}]                      | TCP  | 32769 | false
            [{port: 32000, endPort: 32768}]                      | UDP  | 32500 | false
            [{port: 32000, endPort: 32000}]                      | TCP  | 32000 | true
            [{port: redis}]                                      | TCP  | 6379  | true
            [{port: redis}]                                      | TCP  | 6380  | false
            [{port: redis}]                                      | UDP  | 6379  | false
            [{port: redis, protocol: UDP}]                       | UDP  | 6379  | false
            [{port: gossip}]                                     | TCP  | 7946  | true
            [{port: gossip}]                                     | TCP  | 7947  | false
            [{port: gossip}]                                     | UDP  | 7947  | false
            [{port: gossip, protocol: UDP}]                      | UDP  | 7947  | true
            [{port: gossip, protocol: UDP}]                      | UDP  | 7946  | false
            [{port: absent}]                                     | TCP  | 6379  | false
            """)
    void opens_what_it_says_to_both_directions(String ports, Protocol protocol, int port, boolean opens) {
        assertThat(ingress(ports).decide(FRONTEND, DB, port, protocol).allowed())
                .isEqualTo(opens);
        assertThat(egress(ports).decide(FRONTEND, DB, port, protocol).allowed()).isEqualTo(opens);
    }

    @Nested
    class A_name {

        @Test
        void is_what_the_destination_calls_its_port_even_if_the_source_calls_another_so() {
            Endpoint source = new Endpoint(
                    "source",
                    "default",
                    FRONTEND.namespaceLabels(),
                    FRONTEND.podLabels(),
                    "10.1.0.9",
                    "",
                    List.of(new Endpoint.Port("redis", 7000, Protocol.TCP)));

            assertThat(egress("[{port: redis}]")
                            .decide(source, DB, 7000, Protocol.TCP)
                            .allowed())
                    .isFalse();
            assertThat(egress("[{port: redis}]")
                            .decide(source, DB, 6379, Protocol.TCP)
                            .allowed())
                    .isTrue();
        }

        @Test
        void opens_nothing_of_a_destination_that_does_not_know_it() {
            assertThat(egress("[{port: redis}]")
                            .decide(FRONTEND, STRANGER, 6379, Protocol.TCP)
                            .allowed())
                    .isFalse();
            assertThat(egress("[{port: redis}]")
                            .decide(FRONTEND, OUTSIDE, 6379, Protocol.TCP)
                            .allowed())
                    .isFalse();
        }
    }

    private static NetworkPolicies ingress(String ports) {
        return policies(policy("ingress", "ingress: [{ports: %s}]".formatted(ports)));
    }

    private static NetworkPolicies egress(String ports) {
        return policies(policy("egress", "policyTypes: [Egress]\negress: [{ports: %s}]".formatted(ports)));
    }
}
