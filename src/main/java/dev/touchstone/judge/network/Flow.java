package dev.touchstone.judge.network;

import dev.touchstone.observe.Endpoint;
import dev.touchstone.observe.Protocol;

/**
 * A connection that somebody wants to open. Answers to it are no matter of policies: they pass if the connection does.
 *
 * @param source who opens it
 * @param destination who takes it
 * @param port of the destination, behind any service
 * @param protocol that both talk
 */
record Flow(Endpoint source, Endpoint destination, int port, Protocol protocol) {

    String target() {
        return protocol + " " + port;
    }
}
