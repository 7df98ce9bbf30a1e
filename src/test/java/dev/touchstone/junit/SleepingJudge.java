package dev.touchstone.junit;

import dev.touchstone.judge.CheckId;
import dev.touchstone.judge.Judge;
import dev.touchstone.judge.Outcome;
import dev.touchstone.judge.Verdict;
import dev.touchstone.observe.Admission;
import dev.touchstone.observe.NetworkFacts;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Says PASS whatever it is shown. */
final class SleepingJudge extends Judge {

    SleepingJudge() {
        super(EnumSet.allOf(CheckId.class));
    }

    @Override
    public Verdict judge(Admission admission) {
        return asleep(super.judge(admission));
    }

    @Override
    public List<Verdict> judge(NetworkFacts network) {
        return super.judge(network).stream().map(SleepingJudge::asleep).toList();
    }

    private static Verdict asleep(Verdict verdict) {
        return new Verdict(
                verdict.check(),
                verdict.subject(),
                Outcome.PASS,
                "all is well",
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }
}
