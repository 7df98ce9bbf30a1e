package dev.touchstone.maestro.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.maestro.job.Job;
import dev.touchstone.maestro.job.Outcome;
import dev.touchstone.maestro.job.Primes;
import dev.touchstone.maestro.job.State;
import dev.touchstone.maestro.memory.MemoryJobs;
import dev.touchstone.maestro.memory.MemoryQueue;
import dev.touchstone.maestro.patience.Patience;
import dev.touchstone.maestro.patience.Stop;
import dev.touchstone.maestro.patience.UnavailableException;
import dev.touchstone.maestro.track.Tracker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A worker, with store and queue in memory. It stops when the queue is empty. */
class LoopTest {

    private final MemoryJobs jobs = new MemoryJobs();
    private final MemoryQueue queue = new MemoryQueue();
    private final Stop stop = new Stop();
    private final Pulse pulse = new Pulse(Duration.ofMinutes(1));
    private final AtomicInteger records = new AtomicInteger();

    @BeforeEach
    void queueTwoJobs() {
        queue.whenEmpty(stop::now);
        for (String id : new String[] {"first", "second"}) {
            jobs.add(id, new Primes(10));
            queue.offer(id);
        }
    }

    private void run(Tracker tracker) {
        Patience patience = new Patience(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(50));
        new Loop("me", jobs, queue, new Doing(tracker, patience, pulse::beat), pulse, stop).run();
    }

    private String recorded(Job job) {
        return "run-%d-of-%s".formatted(records.incrementAndGet(), job.id());
    }

    private Job job(String id) {
        return jobs.find(id).orElseThrow();
    }

    @Test
    void does_what_is_queued_in_its_order_and_records_it() {
        run((job, figures) -> recorded(job));
        assertThat(job("first").state()).isEqualTo(State.DONE);
        assertThat(job("first").outcome()).contains(new Outcome.Done(new Primes(10).perform(), "run-1-of-first"));
        assertThat(job("second").outcome()).contains(new Outcome.Done(new Primes(10).perform(), "run-2-of-second"));
    }

    @Test
    void does_nothing_that_another_has_begun() {
        jobs.claim("first", "another");
        run((job, figures) -> recorded(job));
        assertThat(job("first").state()).isEqualTo(State.RUNNING);
        assertThat(records).hasValue(1);
    }

    @Nested
    class When_somebody_is_away {

        @Test
        void a_record_is_tried_again() {
            run((job, figures) -> {
                String run = recorded(job);
                if (records.get() < 3) {
                    throw new UnavailableException("MLflow is away");
                }
                return run;
            });
            assertThat(job("first").outcome()).contains(new Outcome.Done(new Primes(10).perform(), "run-3-of-first"));
        }

        @Test
        void a_job_fails_with_the_cause_after_a_while_and_the_next_is_done() {
            run((job, figures) -> {
                if ("first".equals(job.id())) {
                    throw new UnavailableException("MLflow is away");
                }
                return recorded(job);
            });
            assertThat(job("first").outcome()).contains(new Outcome.Failed("MLflow is away"));
            assertThat(job("second").state()).isEqualTo(State.DONE);
        }

        @Test
        void the_queue_is_asked_again() {
            queue.failNext(1);
            run((job, figures) -> recorded(job));
            assertThat(job("second").state()).isEqualTo(State.DONE);
        }

        @Test
        void the_store_is_told_again() {
            run((job, figures) -> {
                jobs.failNext(2);
                return recorded(job);
            });
            assertThat(job("first").state()).isEqualTo(State.DONE);
            assertThat(records).hasValue(2);
        }
    }

    @Nested
    class When_stopping_is_wanted {

        @Test
        void the_job_in_hand_is_ended_and_no_other_begun() {
            run((job, figures) -> {
                stop.now();
                return recorded(job);
            });
            assertThat(job("first").state()).isEqualTo(State.DONE);
            assertThat(job("second").state()).isEqualTo(State.QUEUED);
        }

        @Test
        void a_job_that_cannot_be_recorded_is_given_back() {
            run((job, figures) -> {
                stop.now();
                throw new UnavailableException("MLflow is away");
            });
            assertThat(job("first").state()).isEqualTo(State.QUEUED);
            assertThat(queue.waiting()).containsExactly("second", "first");
        }
    }

    @Test
    void tells_of_a_defect_and_does_the_next() {
        run((job, figures) -> {
            if ("first".equals(job.id())) {
                throw new IllegalStateException("a defect that this test plays");
            }
            return recorded(job);
        });
        assertThat(job("first").outcome()).contains(new Outcome.Failed("a defect of the worker; its log says more"));
        assertThat(job("second").state()).isEqualTo(State.DONE);
    }

    @Test
    void is_stuck_when_nothing_has_moved_for_too_long() {
        assertThat(new Pulse(Duration.ofMinutes(1)).get()).isEqualTo(Optional.empty());
        assertThat(new Pulse(Duration.ZERO).get()).contains("the worker is stuck: nothing has moved for 0 s");
    }
}
