package dev.touchstone.judge.network;

import static dev.touchstone.judge.network.Written.DB;
import static dev.touchstone.judge.network.Written.FRONTEND;
import static dev.touchstone.judge.network.Written.policies;
import static dev.touchstone.judge.network.Written.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.observe.Endpoint;
import dev.touchstone.observe.Protocol;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks of addresses, in themselves and as peers. */
class BlockTest {

    private static final String EXAMPLE = "{cidr: 172.17.0.0/16, except: [172.17.1.0/24]}";

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.0.0.5/32, 10.0.0.5, true",
        "10.0.0.5/32, 10.0.0.4, false",
        "10.0.0.5/24, 10.0.0.200, true",
        "10.0.0.128/25, 10.0.0.127, false",
        "192.168.0.0/17, 192.168.127.255, true",
        "192.168.0.0/17, 192.168.128.0, false",
        "0.0.0.0/0, 255.255.255.255, true",
        "0.0.0.0/0, ::1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:0DB8:0000:0000:0000:0000:0000:0001, true",
        "2001:db8::/32, 2001:db9::, false",
        "2001:db8::/64, 2001:db8:0:1::, false",
        "2001:DB8:0:0:8:800:200C:417A/128, 2001:db8::8:800:200c:417a, true",
        "::/0, fe80::1, true",
        "::/0, 10.0.0.1, false",
        "::/128, ::, true",
        "::1/128, 0:0:0:0:0:0:0:1, true",
        "fd00::/7, fc00::1, true",
        "64:ff9b::/96, 64:ff9b::192.0.2.33, true",
        "64:ff9b::192.0.2.0/120, 64:ff9b::c000:221, true",
        "10.0.0.0/8, ::ffff:10.1.2.3, true",
        "10.0.0.0/8, ::ffff:0a01:0203, true",
        "::ffff:10.0.0.0/104, 10.1.2.3, true",
        "::ffff:10.0.0.0/104, 11.1.2.3, false",
    })
    void holds_the_addresses_that_begin_as_it_does(String cidr, String address, boolean holds) {
        assertThat(Block.parse(cidr).holds(Address.parse(address))).isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0",
                "10.0.0.1.2",
                "10.0.0.256",
                "10.0.0.x",
                "10.0.0.-1",
                "10..0.1",
                "localhost",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4::5:6:7:8",
                "12345::",
                "g::",
                "::1.2.3",
                "1.2.3.4::",
                "::1.2.3.4:5",
                "1:2:3:4:5:6:7:1.2.3.4",
                "fe80::1%eth0",
                "1:",
                ":1"
            })
    void knows_what_is_no_address(String text) {
        assertThatThrownBy(() -> Address.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no address of IPv4 or IPv6");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/8/8",
                "::/129",
                "::ffff:10.0.0.0/8"
            })
    void knows_what_is_no_block(String text) {
        assertThatThrownBy(() -> Block.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text + " is no block of addresses");
    }

    @Nested
    class As_a_peer {

        @Test
        void holds_its_addresses_but_for_the_excepted() {
            assertThat(from("172.17.0.255", EXAMPLE)).isTrue();
            assertThat(from("172.17.1.0", EXAMPLE)).isFalse();
            assertThat(from("172.17.1.255", EXAMPLE)).isFalse();
            assertThat(from("172.17.2.0", EXAMPLE)).isTrue();
            assertThat(from("172.18.0.0", EXAMPLE)).isFalse();
        }

        @Test
        void excepts_each_of_several() {
            String block = "{cidr: 10.0.0.0/8, except: [10.1.0.0/16, 10.2.0.0/16]}";

            assertThat(from("10.1.0.1", block)).isFalse();
            assertThat(from("10.2.0.1", block)).isFalse();
            assertThat(from("10.3.0.1", block)).isTrue();
        }

        @Test
        void excepts_nothing_with_an_empty_list_or_none() {
            assertThat(from("172.17.1.0", "{cidr: 172.17.0.0/16, except: []}")).isTrue();
            assertThat(from("172.17.1.0", "{cidr: 172.17.0.0/16, except: }")).isTrue();
        }

        @Test
        void excepts_from_itself_only_and_not_from_what_another_holds() {
            NetworkPolicies both = policies(
                    policy("but", "ingress: [{from: [{ipBlock: %s}]}]".formatted(EXAMPLE)),
                    policy("and", "ingress: [{from: [{ipBlock: {cidr: 172.17.1.7/32}}]}]"));

            assertThat(both.decide(Endpoint.ofAddress("x", "172.17.1.7"), DB, 6379, Protocol.TCP)
                            .allowed())
                    .isTrue();
            assertThat(both.decide(Endpoint.ofAddress("x", "172.17.1.8"), DB, 6379, Protocol.TCP)
                            .allowed())
                    .isFalse();
        }

        @Test
        void holds_pods_too() {
            NetworkPolicies policies = policies(policy("pods", "ingress: [{from: [{ipBlock: {cidr: 10.1.0.3/32}}]}]"));

            assertThat(policies.decide(FRONTEND, DB, 6379, Protocol.TCP).allowed())
                    .isTrue();
        }

        @Test
        void does_not_hold_whose_address_is_not_known() {
            assertThat(from("", "{cidr: 0.0.0.0/0}")).isFalse();
        }

        @Test
        void names_destinations_in_an_egress_rule() {
            NetworkPolicies policies = policies(
                    policy("egress", "policyTypes: [Egress]\negress: [{to: [{ipBlock: {cidr: 10.0.0.0/24}}]}]"));

            assertThat(policies.decide(DB, Endpoint.ofAddress("in", "10.0.0.9"), 5978, Protocol.TCP)
                            .allowed())
                    .isTrue();
            assertThat(policies.decide(DB, Endpoint.ofAddress("out", "10.0.1.9"), 5978, Protocol.TCP)
                            .allowed())
                    .isFalse();
        }

        private static boolean from(String ip, String block) {
            return policies(policy("block", "ingress: [{from: [{ipBlock: %s}]}]".formatted(block)))
                    .decide(Endpoint.ofAddress("x", ip), DB, 6379, Protocol.TCP)
                    .allowed();
        }
    }
}
