package dev.touchstone.scenario;

/**
 * The user IDs that a namespace may use, as OpenShift writes them in the annotation {@code openshift.io/sa.scc.uid-range}.
 *
 * @param first what a pod gets that names none
 * @param size how many there are
 */
public record UidRange(long first, long size) {

    /** Read {@code FIRST/SIZE}, such as {@code 1000680000/10000}; the schema has seen to its form. */
    static UidRange of(String text) {
        String[] parts = text.split("/", -1);
        return new UidRange(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }
}
