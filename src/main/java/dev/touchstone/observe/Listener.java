package dev.touchstone.observe;

import java.util.HexFormat;

/**
 * A socket that takes connections or datagrams, as {@code /proc/net} shows it. It belongs to the pod, whose containers share
 * one network namespace.
 *
 * @param protocol {@code tcp}, {@code tcp6}, {@code udp} or {@code udp6}
 * @param address in the kernel's hexadecimal notation
 * @param port the local port
 * @param connected a UDP socket that takes datagrams from one peer only, such as that of a DNS query
 */
public record Listener(String protocol, String address, int port, boolean connected) {

    private static final String LOOPBACK4 = "7F";
    private static final String LOOPBACK6 = "00000000000000000000000001000000";
    private static final String LOOPBACK4_IN_6 = "0000000000000000FFFF0000";

    static Listener parse(String line) {
        String[] parts = line.split(" ", -1);
        int colon = parts[1].lastIndexOf(':');
        return new Listener(
                parts[0],
                parts[1].substring(0, colon),
                HexFormat.fromHexDigits(parts[1].substring(colon + 1)),
                !parts[2].endsWith(":0000"));
    }

    /** Whether only the pod itself can reach it. */
    public boolean loopback() {
        return address.length() == 8
                ? address.endsWith(LOOPBACK4)
                : address.equals(LOOPBACK6) || (address.startsWith(LOOPBACK4_IN_6) && address.endsWith(LOOPBACK4));
    }

    /** TCP or UDP, as a container's {@code ports} write it. */
    public String transport() {
        return protocol.startsWith("tcp") ? "TCP" : "UDP";
    }
}
