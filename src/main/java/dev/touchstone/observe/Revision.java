package dev.touchstone.observe;

/**
 * How far a workload has come with the pod template that it has now.
 *
 * @param workload as kubectl writes it
 * @param wanted pods
 * @param updated pods of the template that it has now; none while its controller has not seen that template yet
 * @param old pods of an earlier one that are still there
 * @param ready pods of whichever template
 */
public record Revision(String workload, int wanted, int updated, int old, int ready) {

    /** The same before its controller replaced the first pod. */
    public Revision ofTheOldTemplate() {
        return new Revision(workload, wanted, 0, wanted, ready);
    }
}
