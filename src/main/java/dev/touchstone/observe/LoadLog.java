package dev.touchstone.observe;

import dev.touchstone.observe.DisturbanceFacts.Client;
import dev.touchstone.observe.DisturbanceFacts.Ledger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what a load logs. It has lines {@code LOAD CLIENT MILLIS ok} and {@code LOAD CLIENT MILLIS failed WORDS…}, one for each request,
 * {@code ACK ID} for a write that was acknowledged, and at the end {@code FOUND ID} when it is there, or {@code MISSING ID WORDS…}. All other
 * lines are for people.
 */
final class LoadLog {

    private static final int EXAMPLES = 3;
    private static final int WORDS = 5;

    /** When each client had its last answer before what is read next. */
    private final Map<String, Long> answered = new LinkedHashMap<>();

    private final Set<String> settled = new LinkedHashSet<>();
    private final Set<String> acknowledged = new LinkedHashSet<>();
    private final Set<String> found = new LinkedHashSet<>();
    /** What was there in place of a write. */
    private final Map<String, String> missing = new LinkedHashMap<>();

    private int read;

    /**
     * What each client saw since this was asked for the last time.
     *
     * @param log all of it, from its beginning
     */
    List<Client> more(String log) {
        List<String> lines = log.lines().toList();
        Map<String, Counts> counts = new LinkedHashMap<>();
        for (String line : lines.subList(Math.min(read, lines.size()), lines.size())) {
            String[] words = line.split(" ", WORDS);
            if (words.length >= 4 && words[0].equals("LOAD")) {
                request(words)
                        .ifPresent(request -> counts.computeIfAbsent(
                                        request.client(), client -> new Counts(answered.getOrDefault(client, -1L)))
                                .add(request));
            } else if (words.length == 2 && words[0].equals("ACK")) {
                acknowledged.add(words[1]);
            } else if (words.length == 2 && words[0].equals("FOUND")) {
                found.add(words[1]);
            } else if (words.length > 2 && words[0].equals("MISSING")) {
                missing.put(words[1], line.split(" ", 3)[2]);
            }
        }
        read = lines.size();
        List<Client> clients = new ArrayList<>();
        counts.forEach((name, seen) -> {
            answered.put(name, seen.lastAnswer);
            if (seen.failed == 0) {
                settled.add(name);
            } else {
                settled.remove(name);
            }
            clients.add(new Client(name, seen.requests, seen.failed, seen.gap, seen.failures));
        });
        return clients;
    }

    /** What became of the writes that have been read of. */
    Ledger ledger(String trouble) {
        List<String> lost =
                acknowledged.stream().filter(id -> !found.contains(id)).toList();
        return new Ledger(
                acknowledged.size(),
                acknowledged.size() - lost.size(),
                lost.stream()
                        .limit(EXAMPLES)
                        .map(id -> missing.containsKey(id) ? "%s (%s)".formatted(id, missing.get(id)) : id)
                        .toList(),
                trouble);
    }

    /** Names of the clients of whose requests, when they were last seen to make some, none failed. */
    Set<String> settled() {
        return settled;
    }

    private record Request(String client, long at, boolean answered, String words) {}

    private static Optional<Request> request(String... words) {
        try {
            return Optional.of(new Request(
                    words[1], Long.parseLong(words[2]), words[3].equals("ok"), words.length < WORDS ? "" : words[4]));
        } catch (NumberFormatException noRequest) {
            return Optional.empty();
        }
    }

    private static final class Counts {

        private int requests;
        private int failed;
        private long gap;
        private long lastAnswer;
        private boolean failing;
        private final List<String> failures = new ArrayList<>();

        private Counts(long lastAnswer) {
            this.lastAnswer = lastAnswer;
        }

        private void add(Request request) {
            requests++;
            if (!request.answered()) {
                failed++;
                failing = true;
                if (failures.size() < EXAMPLES && !failures.contains(request.words())) {
                    failures.add(request.words());
                }
            }
            if (failing && lastAnswer >= 0) {
                gap = Math.max(gap, request.at() - lastAnswer);
            }
            if (request.answered()) {
                failing = false;
                lastAnswer = request.at();
            }
        }
    }
}
