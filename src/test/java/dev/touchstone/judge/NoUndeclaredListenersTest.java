package dev.touchstone.judge;

import static dev.touchstone.judge.RulingAssert.assertThat;

import org.junit.jupiter.api.Test;

class NoUndeclaredListenersTest {

    private static final String ANY = "00000000";
    private static final String LOOPBACK = "0100007F";

    private static Ruling judged(Recorded recorded) {
        return new NoUndeclaredListeners().judge(recorded.facts());
    }

    @Test
    void passes_on_what_was_recorded() {
        assertThat(judged(Recorded.worker()))
                .passes()
                .naming("listening: [TCP/7078, TCP/7337, TCP/8081]", "declared: [TCP/7078, TCP/7080, TCP/7081");
    }

    @Test
    void fails_on_a_port_that_is_not_declared() {
        assertThat(judged(listening("tcp", ANY, 5005, false)))
                .fails()
                .naming("listening and not declared: [TCP/5005]", "declared: [TCP/7078")
                .withRemedy(Remedy.Level.CONTAINER, "ports");
    }

    @Test
    void does_not_take_a_declared_TCP_port_for_the_UDP_port_of_its_number() {
        assertThat(judged(listening("udp", ANY, 7078, false))).fails().naming("not declared: [UDP/7078]");
        assertThat(judged(listening("udp6", ANY.repeat(4), 53, false).with("/pod/ports/-", "\"UDP/53\"")))
                .passes();
    }

    @Test
    void leaves_the_loopback_address_to_the_pod() {
        assertThat(judged(listening("tcp", LOOPBACK, 5005, false))).passes().notNaming("5005");
    }

    @Test
    void leaves_out_a_UDP_socket_that_talks_to_one_peer() {
        assertThat(judged(listening("udp", ANY, 40000, true))).passes().notNaming("40000");
    }

    @Test
    void is_inconclusive_when_nothing_was_observed() {
        assertThat(judged(Recorded.worker().unseen())).isInconclusive().naming("the connection was lost");
    }

    private static Recorded listening(String protocol, String address, int port, boolean connected) {
        return Recorded.worker()
                .with(
                        "/probe/listeners/-",
                        "{\"protocol\": \"%s\", \"address\": \"%s\", \"port\": %d, \"connected\": %b}"
                                .formatted(protocol, address, port, connected));
    }
}
