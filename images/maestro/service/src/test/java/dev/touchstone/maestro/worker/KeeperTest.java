package dev.touchstone.maestro.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.maestro.job.Primes;
import dev.touchstone.maestro.job.State;
import dev.touchstone.maestro.memory.MemoryJobs;
import dev.touchstone.maestro.memory.MemoryQueue;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done for jobs that others have left behind. */
class KeeperTest {

    /** The others are given some rounds to say that they are alive. */
    private static final int ENOUGH = 5;

    private final MemoryJobs jobs = new MemoryJobs();
    private final MemoryQueue queue = new MemoryQueue();
    private final Keeper keeper = new Keeper("me", jobs, queue);

    @BeforeEach
    void anotherBeginsAJob() {
        jobs.add("job", new Primes(10));
        queue.offer("job");
        queue.beat("another");
        queue.take("another", Duration.ZERO);
        jobs.claim("job", "another");
    }

    private void rounds(int number) {
        for (int round = 0; round < number; round++) {
            keeper.round();
        }
    }

    private State state() {
        return jobs.find("job").orElseThrow().state();
    }

    @Test
    void a_job_of_a_living_worker_is_left_to_it() {
        rounds(ENOUGH);
        assertThat(state()).isEqualTo(State.RUNNING);
        assertThat(queue.waiting()).isEmpty();
    }

    @Test
    void a_job_of_a_dead_worker_is_queued_again() {
        queue.die("another");
        rounds(ENOUGH);
        assertThat(state()).isEqualTo(State.QUEUED);
        assertThat(queue.waiting()).containsExactly("job");
        assertThat(queue.workers()).containsExactly("me");
    }

    @Test
    void nobody_is_taken_for_dead_soon_after_the_queue_was_away() {
        rounds(ENOUGH);
        queue.die("another");
        queue.failNext(1);
        rounds(ENOUGH - 1);
        assertThat(state()).isEqualTo(State.RUNNING);
        rounds(2);
        assertThat(state()).isEqualTo(State.QUEUED);
    }

    @Test
    void a_worker_that_is_started_anew_finds_its_own_job_at_once() {
        new Keeper("another", jobs, queue).begin();
        assertThat(queue.waiting()).containsExactly("job");
        assertThat(queue.isAlive("another")).isTrue();
    }

    @Test
    void a_worker_that_ends_is_forgotten() {
        new Keeper("another", jobs, queue).end();
        assertThat(queue.workers()).isEmpty();
    }

    @Test
    void a_job_that_the_queue_has_lost_is_queued_again() {
        jobs.add("lost", new Primes(10));
        rounds(ENOUGH);
        assertThat(queue.waiting()).containsExactly("lost");
    }

    @Test
    void a_job_that_waits_for_long_keeps_its_place() {
        jobs.add("first", new Primes(10));
        queue.offer("first");
        queue.offer("second");
        rounds(ENOUGH);
        assertThat(queue.waiting()).containsExactly("first", "second");
    }

    @Test
    void a_round_that_finds_nobody_is_not_the_last() {
        jobs.failNext(1);
        rounds(2 * ENOUGH);
        queue.die("another");
        rounds(ENOUGH);
        assertThat(state()).isEqualTo(State.QUEUED);
    }
}
