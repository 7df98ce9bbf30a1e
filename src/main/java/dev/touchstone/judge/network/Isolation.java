package dev.touchstone.judge.network;

import dev.touchstone.judge.network.Policy.Answer;
import dev.touchstone.observe.Endpoint;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a pod is isolated one way: by the sum of all policies that select it. A rule of one of them is enough, and their
 * order is nothing.
 *
 * @param policies that select it
 * @param direction the way
 */
record Isolation(List<Policy> policies, Direction direction) {

    static Isolation of(Endpoint pod, Direction direction, List<Policy> policies) {
        return new Isolation(
                policies.stream()
                        .filter(policy -> policy.isolates(pod, direction))
                        .toList(),
                direction);
    }

    boolean admits(Flow flow) {
        return policies.isEmpty() || policies.stream().anyMatch(policy -> policy.admits(flow, direction));
    }

    Decision.Side judge(Flow flow) {
        if (policies.isEmpty()) {
            return new Decision.Side(true, "no policy isolates it for " + direction.word());
        }
        List<Answer> answers = policies.stream()
                .flatMap(policy -> policy.answers(flow, direction).stream())
                .toList();
        boolean admitted = answers.stream().anyMatch(Answer::admits);
        String words = answers.stream()
                .filter(answer -> answer.admits() == admitted)
                .map(Answer::words)
                .collect(Collectors.joining(admitted ? " and " : "; "));
        return new Decision.Side(admitted, isolated() + (admitted ? "; admitted by " : refusal(words)) + words);
    }

    private String isolated() {
        return "isolated by " + policies.stream().map(Policy::name).collect(Collectors.joining(", "));
    }

    private String refusal(String words) {
        return words.isEmpty() ? ", without any %s rule".formatted(direction.word()) : "; ";
    }
}
