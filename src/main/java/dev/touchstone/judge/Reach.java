package dev.touchstone.judge;

/** What a cell of the matrix of who reaches whom comes to; the worst comes first. */
public enum Reach {
    /** It is reached, and no policy admits it. */
    LEAK("reached, though it is forbidden"),
    /** A policy keeps from it whom the policies admit. */
    BARRED("not reached, though it is admitted"),
    /** It was not found out. */
    UNKNOWN("not known"),
    /** It is reached, as it is admitted. */
    REACHED("reached, as it is admitted"),
    /** It is not reached, as it is forbidden, and is once everything is allowed. */
    KEPT("kept from it, as it is forbidden"),
    /** Nobody answers there, with or without policies, so that nothing can be said. */
    SILENT("nobody answers there");

    private final String words;

    Reach(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
