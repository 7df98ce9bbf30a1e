package dev.touchstone.cluster;

/**
 * One reason why no cluster can be had, and what to do about it.
 *
 * @param cause what was found, and what was expected
 * @param cure what the reader can do
 */
public record Diagnosis(String cause, String cure) {

    @Override
    public String toString() {
        return cause + System.lineSeparator() + "    → " + cure;
    }
}
