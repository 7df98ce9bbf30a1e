package dev.touchstone.cluster;

/** What was seen of something that is awaited. */
public sealed interface State {

    /** What was seen, in words for the person who reads the error. */
    String seen();

    /** The awaited thing is true. */
    record Reached(String seen) implements State {}

    /** It is not true yet and can still become so. */
    record Pending(String seen) implements State {}

    /** It cannot become true any more without somebody's doing, for example an image that does not exist. */
    record Terminal(String seen) implements State {}

    static State reached(String seen) {
        return new Reached(seen);
    }

    static State pending(String seen) {
        return new Pending(seen);
    }

    static State terminal(String seen) {
        return new Terminal(seen);
    }

    static State of(boolean reached, String seen) {
        return reached ? reached(seen) : pending(seen);
    }
}
