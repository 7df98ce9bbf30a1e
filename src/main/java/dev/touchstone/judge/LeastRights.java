package dev.touchstone.judge;

import dev.touchstone.observe.AccountFacts;
import dev.touchstone.observe.Right;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A service account may do what it has been seen to do, and nothing else: each verb on each resource of its roles was used while
 * the software was installed and tried, and none is given by a wildcard. What it asks for and is refused is a right too few.
 */
final class LeastRights {

    private static final String ALL = "*";

    private LeastRights() {}

    static Ruling judge(AccountFacts account) {
        if (!account.trouble().isEmpty()) {
            return Ruling.inconclusive("what it has done is not known: " + account.trouble());
        }
        List<String> findings = new ArrayList<>();
        for (Right right : account.granted()) {
            if (isWild(right)) {
                findings.add("a wildcard, which gives more than anybody has tried: " + right.words());
            } else if (account.used().stream().noneMatch(use -> covers(right, use))) {
                findings.add("never used: " + right.words());
            }
        }
        account.refused().forEach(right -> findings.add("asked for and refused: " + right.words()));
        if (!findings.isEmpty()) {
            return Ruling.fail("expected rights that are used, and no others; found%n  ".formatted()
                    + String.join("%n  ".formatted(), findings));
        }
        return account.granted().isEmpty()
                ? Ruling.notApplicable("no role is bound to it")
                : Ruling.pass("each of its %d rights was used: %s"
                        .formatted(
                                account.granted().size(),
                                account.granted().stream().map(Right::words).collect(Collectors.joining(", "))));
    }

    private static boolean isWild(Right right) {
        return List.of(right.group(), right.resource(), right.verb()).contains(ALL);
    }

    /** A use that names no object, such as a list, does not need a right that is limited to names. */
    private static boolean covers(Right right, Right use) {
        return right.group().equals(use.group())
                && right.resource().equals(use.resource())
                && right.verb().equals(use.verb())
                && (right.names().isEmpty() || use.names().stream().anyMatch(right.names()::contains));
    }
}
