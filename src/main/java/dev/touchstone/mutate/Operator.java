package dev.touchstone.mutate;

import dev.touchstone.judge.CheckId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One way to weaken a pod.
 *
 * @param name such as {@code writable-root}
 * @param sites where it applies: the pod, or kinds of containers
 * @param refusal what the API server must say of it, in a namespace that enforces {@code restricted}; empty where Pod Security
 *     does not look at it
 * @param sighting what must be seen of it in the running container; empty where nothing can be seen
 * @param overridden the field of a security context by which each container can undo it; empty where none can
 * @param weaken does it
 */
record Operator(
        String name,
        Set<Site> sites,
        Optional<Refusal> refusal,
        Optional<Sighting> sighting,
        Optional<String> overridden,
        Consumer<WeakPod> weaken) {

    /**
     * Of the API server.
     *
     * @param words in its message
     * @param since the minor version of Kubernetes that refuses it first; 0 for all
     * @param until the last minor version that refuses it
     * @param why it is not refused by others
     */
    record Refusal(String words, int since, int until, String why) {

        boolean isExpectedOf(int minor) {
            return minor >= since && minor <= until;
        }
    }

    /**
     * In the running container.
     *
     * @param notices the check that must be red
     * @param words in its reason
     * @param beside checks that become red with it
     */
    record Sighting(CheckId notices, String words, Set<CheckId> beside) {

        /** All checks that the operator may turn red. */
        Set<CheckId> reds() {
            EnumSet<CheckId> reds = EnumSet.of(notices);
            reds.addAll(beside);
            return reds;
        }
    }

    static Operator of(String name, Set<Site> sites, Consumer<WeakPod> weaken) {
        return new Operator(name, sites, Optional.empty(), Optional.empty(), Optional.empty(), weaken);
    }

    /** The same, refused by every version of Pod Security with such words. */
    Operator refused(String words) {
        return refused(new Refusal(words, 0, Integer.MAX_VALUE, ""));
    }

    /** The same, refused with such words from a minor version of Kubernetes on. */
    Operator refusedSince(int minor, String words, String why) {
        return refused(new Refusal(words, minor, Integer.MAX_VALUE, why));
    }

    /** The same, refused with such words up to a minor version of Kubernetes. */
    Operator refusedUntil(int minor, String words, String why) {
        return refused(new Refusal(words, 0, minor, why));
    }

    private Operator refused(Refusal by) {
        return new Operator(name, sites, Optional.of(by), sighting, overridden, weaken);
    }

    /** The same, which changes nothing where every container sets a field of its own security context. */
    Operator unlessOverriddenBy(String field) {
        return new Operator(name, sites, refusal, sighting, Optional.of(field), weaken);
    }

    /** The same, seen by a check with such words in its reason. */
    Operator seen(CheckId notices, String words, CheckId... beside) {
        Set<CheckId> others = EnumSet.noneOf(CheckId.class);
        others.addAll(Set.of(beside));
        return new Operator(
                name, sites, refusal, Optional.of(new Sighting(notices, words, others)), overridden, weaken);
    }
}
