package dev.touchstone.observe;

/** The protocols that network policies know, as the API writes them. */
public enum Protocol {
    TCP,
    UDP,
    SCTP
}
