package dev.touchstone.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenerTest {

    private static final String ANY6 = "00000000000000000000000000000000";

    @Test
    void reads_port_and_transport() {
        Listener listener = Listener.parse("tcp6 %s:1F91 %s:0000".formatted(ANY6, ANY6));

        assertThat(listener).isEqualTo(new Listener("tcp6", ANY6, 8081, false));
        assertThat(listener.transport()).isEqualTo("TCP");
        assertThat(Listener.parse("udp6 %s:0035 %s:0000".formatted(ANY6, ANY6)).transport())
                .isEqualTo("UDP");
    }

    /** The kernel prints addresses in the machine's order of bytes, word by word. */
    @ParameterizedTest
    @CsvSource({
        "0100007F, true, 127.0.0.1",
        "0101007F, true, 127.0.1.1",
        "00000000, false, any",
        "05002A0A, false, 10.42.0.5",
        "7F00000A, false, 10.0.0.127",
        "00000000000000000000000001000000, true, ::1",
        "0000000000000000FFFF00000100007F, true, ::ffff:127.0.0.1",
        "0000000000000000FFFF00000101007F, true, ::ffff:127.0.1.1",
        "0000000000000000FFFF000005002A0A, false, ::ffff:10.42.0.5",
        "00000000000000000000000000000000, false, any",
        "B80D0120000000000000000000000001, false, 2001:db8::100:0",
        "B80D01200000000000000000000000007F, false, another address that ends so"
    })
    void tells_the_loopback_address(String address, boolean loopback, String written) {
        assertThat(new Listener(address.length() == 8 ? "tcp" : "tcp6", address, 80, false).loopback())
                .as(written)
                .isEqualTo(loopback);
    }

    @Test
    void tells_a_UDP_socket_that_talks_to_one_peer() {
        assertThat(Listener.parse("udp 0500002A:C350 0A00000A:0035").connected())
                .isTrue();
        assertThat(Listener.parse("udp 00000000:0035 00000000:0000").connected())
                .isFalse();
    }
}
