package dev.touchstone.judge.network;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * An address of IPv4 or IPv6 by its number, so that the many ways to write the same one are the same. It is read here
 * and not by {@code java.net}, which would ask a name server about what is no address, and which judges may not use.
 *
 * @param bits of its family: 32 or 128
 * @param value the number
 */
record Address(int bits, BigInteger value) {

    static final int V4 = 32;
    static final int V6 = 128;

    private static final int GROUPS = 8;
    /** What an IPv4 address has in front of it in the form of IPv6: it is the same address. */
    private static final BigInteger MAPPED = BigInteger.valueOf(0xFFFF);

    static Address parse(String text) {
        if (text.indexOf(':') < 0) {
            return new Address(V4, BigInteger.valueOf(four(text, text)));
        }
        BigInteger value = BigInteger.ZERO;
        for (int group : groups(text)) {
            value = value.shiftLeft(16).or(BigInteger.valueOf(group));
        }
        return value.shiftRight(V4).equals(MAPPED)
                ? new Address(V4, value.xor(MAPPED.shiftLeft(V4)))
                : new Address(V6, value);
    }

    private static long four(String part, String text) {
        String[] numbers = part.split("\\.", -1);
        long value = 0;
        for (String number : numbers) {
            if (numbers.length != 4 || !number.matches("[0-9]{1,3}") || Integer.parseInt(number) > 255) {
                throw noAddress(text);
            }
            value = value << 8 | Integer.parseInt(number);
        }
        return value;
    }

    /** All eight, with the zeros that {@code ::} stands for. */
    private static List<Integer> groups(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            List<Integer> all = written(text, text);
            if (all.size() != GROUPS) {
                throw noAddress(text);
            }
            return all;
        }
        List<Integer> all = written(text.substring(0, gap), text);
        List<Integer> behind = written(text.substring(gap + 2), text);
        int missing = GROUPS - all.size() - behind.size();
        if (missing < 1) {
            throw noAddress(text);
        }
        all.addAll(Collections.nCopies(missing, 0));
        all.addAll(behind);
        return all;
    }

    private static List<Integer> written(String part, String text) {
        List<Integer> groups = new ArrayList<>();
        if (part.isEmpty()) {
            return groups;
        }
        String[] words = part.split(":", -1);
        for (int i = 0; i < words.length; i++) {
            if (words[i].indexOf('.') >= 0 && i == words.length - 1 && text.endsWith(words[i])) {
                long four = four(words[i], text);
                groups.add((int) (four >> 16));
                groups.add((int) (four & 0xFFFF));
            } else if (words[i].matches("[0-9a-fA-F]{1,4}")) {
                groups.add(Integer.parseInt(words[i], 16));
            } else {
                throw noAddress(text);
            }
        }
        return groups;
    }

    private static IllegalArgumentException noAddress(String text) {
        return new IllegalArgumentException(text + " is no address of IPv4 or IPv6");
    }
}
