package dev.touchstone.judge.network;

/**
 * A block of addresses, as CIDR writes it. It holds addresses of its own family only: {@code ::/0} is not everybody.
 *
 * @param base any address in it
 * @param length of the part that all have in common, in bits
 */
record Block(Address base, int length) {

    static Block parse(String cidr) {
        int slash = cidr.indexOf('/');
        if (slash < 0 || !cidr.substring(slash + 1).matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException(cidr + " is no block of addresses, expected one such as 10.0.0.0/8");
        }
        Address base = Address.parse(cidr.substring(0, slash));
        // IPv4 in the form of IPv6 counts its length from the start of the longer form.
        boolean mapped = base.bits() == Address.V4 && cidr.indexOf(':') >= 0;
        int length = Integer.parseInt(cidr.substring(slash + 1)) - (mapped ? Address.V6 - Address.V4 : 0);
        if (length < 0 || length > base.bits()) {
            throw new IllegalArgumentException(cidr + " is no block of addresses: so long a prefix is not possible");
        }
        return new Block(base, length);
    }

    boolean holds(Address address) {
        int rest = base.bits() - length;
        return address.bits() == base.bits()
                && address.value().shiftRight(rest).equals(base.value().shiftRight(rest));
    }
}
