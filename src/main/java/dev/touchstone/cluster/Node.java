package dev.touchstone.cluster;

import java.io.InputStream;

/** A node that is a container of the local engine. */
public interface Node {

    /** The node's name in Kubernetes. */
    String name();

    /**
     * Run a shell script on the node, as root, by {@code sh -c}: nothing is written to the node.
     *
     * @param script what {@code sh} reads
     * @param arguments the script's {@code $1}, {@code $2} …
     */
    ExecResult run(String script, String... arguments);

    /**
     * Run a command on the node with a stream as its standard input.
     *
     * @param input must tell its own end, as a tar archive does: the engine's API cannot close one direction alone
     */
    ExecResult run(InputStream input, String... command);
}
