package dev.touchstone.maestro.job;

/** How a job ended. */
public sealed interface Outcome permits Outcome.Done, Outcome.Failed {

    /**
     * As it should.
     *
     * @param run MLflow's identifier
     */
    record Done(Figures figures, String run) implements Outcome {}

    /**
     * Otherwise.
     *
     * @param cause as a sentence
     */
    record Failed(String cause) implements Outcome {}
}
