package dev.touchstone.judge;

import dev.touchstone.observe.DisturbanceFacts;
import dev.touchstone.observe.DisturbanceFacts.Allowed;
import dev.touchstone.observe.DisturbanceFacts.Client;
import dev.touchstone.observe.DisturbanceFacts.Disturbance;
import dev.touchstone.observe.DisturbanceFacts.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is done to a release comes to its end, and its clients are answered meanwhile. That none of n requests has failed does not say
 * that none ever will: at 95 % at most 3 of n do (the rule of three).
 */
final class Disturbed {

    private static final double RULE_OF_THREE = 3;
    private static final double MILLIS = 1000;

    private final List<Allowed> allowed;

    Disturbed(DisturbanceFacts facts) {
        this.allowed = facts.allowed();
    }

    Ruling judge(Disturbance disturbance) {
        if (!disturbance.trouble().isEmpty()) {
            return Ruling.fail("expected it to come to its end; found after %s s: %s"
                    .formatted(seconds(disturbance.millis()), disturbance.trouble()));
        }
        List<String> wrong = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (Allowed each : allowed) {
            Optional<Client> client = disturbance.clients().stream()
                    .filter(seen -> seen.name().equals(each.client()))
                    .findFirst();
            int requests = client.map(Client::requests).orElse(0);
            if (client.isEmpty() || (client.get().failed() == 0 && requests <= RULE_OF_THREE)) {
                unknown.add("%s: %d".formatted(each.client(), requests));
            } else if (client.get().failed() > 0
                    && (each.gap() == 0 || client.get().gap() > each.gap())) {
                wrong.add("%s, allowed: %s (%s)"
                        .formatted(
                                words(client.get()),
                                each.gap() == 0 ? "none" : seconds(each.gap()) + " s without an answer",
                                String.join("; ", client.get().failures())));
            } else {
                words.add(words(client.get()));
            }
        }
        if (!wrong.isEmpty()) {
            return Ruling.fail(String.join("; ", wrong));
        }
        return unknown.isEmpty()
                ? Ruling.pass("it took %s s; %s".formatted(seconds(disturbance.millis()), String.join("; ", words)))
                : Ruling.inconclusive(
                        "too few requests were seen to say anything of them: " + String.join("; ", unknown));
    }

    Ruling judge(Ledger ledger) {
        if (!ledger.trouble().isEmpty()) {
            return Ruling.inconclusive("what was written could not be looked for: " + ledger.trouble());
        }
        if (ledger.acknowledged() == 0) {
            return Ruling.inconclusive("no write was acknowledged, so that none could be lost");
        }
        return ledger.found() < ledger.acknowledged()
                ? Ruling.fail("expected every write that was acknowledged; %d of %d are lost, such as %s"
                        .formatted(
                                ledger.acknowledged() - ledger.found(),
                                ledger.acknowledged(),
                                String.join(", ", ledger.lost())))
                : Ruling.pass("0 of %d writes that were acknowledged are lost: at most %s of all, at 95 %%"
                        .formatted(ledger.acknowledged(), bound(ledger.acknowledged())));
    }

    private static String words(Client client) {
        return client.failed() == 0
                ? "%s: 0 of %d requests failed, at most %s of all at 95 %%"
                        .formatted(client.name(), client.requests(), bound(client.requests()))
                : "%s: %d of %d requests failed, at most %s s without an answer"
                        .formatted(client.name(), client.failed(), client.requests(), seconds(client.gap()));
    }

    private static String bound(int of) {
        return String.format(Locale.ROOT, "%.2f %%", Math.min(1, RULE_OF_THREE / of) * 100);
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f", millis / MILLIS);
    }
}
