package dev.touchstone.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.observe.DisturbanceFacts.Client;
import dev.touchstone.observe.DisturbanceFacts.Ledger;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadLogTest {

    private final LoadLog log = new LoadLog();

    @Test
    void counts_the_requests_of_each_client() {
        assertThat(log.more("""
                        starting
                        LOAD new 1000 ok
                        LOAD reused 1010 ok
                        LOAD new 1100 failed Connection refused by 10.0.0.1
                        LOAD new 1200 ok
                        """))
                .containsExactly(
                        new Client("new", 3, 1, 200, List.of("Connection refused by 10.0.0.1")),
                        new Client("reused", 1, 0, 0, List.of()));
    }

    @Test
    void reads_only_what_is_new_and_remembers_the_last_answer_before_it() {
        String before = "LOAD new 1000 ok\n";
        log.more(before);

        assertThat(log.more(before + "LOAD new 1100 failed no\nLOAD new 4000 ok\n"))
                .containsExactly(new Client("new", 2, 1, 3000, List.of("no")));
    }

    @Test
    void counts_a_gap_that_has_not_ended() {
        assertThat(log.more("LOAD new 1000 ok\nLOAD new 2000 failed no\nLOAD new 9000 failed no\n"))
                .containsExactly(new Client("new", 3, 2, 8000, List.of("no")));
    }

    @Test
    void takes_a_pause_without_a_failure_for_no_gap() {
        assertThat(log.more("LOAD new 1000 ok\nLOAD new 9000 ok\n"))
                .containsExactly(new Client("new", 2, 0, 0, List.of()));
    }

    @Test
    void takes_a_client_for_settled_whose_last_requests_were_all_answered() {
        String all = "LOAD new 1000 ok\nLOAD slow 1000 ok\nLOAD shut 1000 failed no\n";
        log.more(all);
        assertThat(log.settled()).containsExactly("new", "slow");

        all += "LOAD new 1100 failed no\nLOAD new 1200 ok\nLOAD shut 1200 ok\n";
        log.more(all);
        assertThat(log.settled()).containsExactly("slow", "shut");
    }

    @Test
    void knows_which_writes_are_lost() {
        log.more("ACK a\nACK b\nACK c\nFOUND a\nFOUND c\nFOUND d\n");

        assertThat(log.ledger("")).isEqualTo(new Ledger(3, 2, List.of("b"), ""));
    }

    @Test
    void tells_what_was_there_in_place_of_a_write() {
        log.more("ACK a\nMISSING a it is queued still\n");

        assertThat(log.ledger("")).isEqualTo(new Ledger(1, 0, List.of("a (it is queued still)"), ""));
    }

    @Test
    void passes_over_what_is_no_request() {
        assertThat(log.more("LOAD new soon ok\nLOAD\nACK\nACK two words\n")).isEmpty();
        assertThat(log.ledger("").acknowledged()).isZero();
    }
}
