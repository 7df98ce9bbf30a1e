package dev.touchstone.evidence;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;

/**
 * Signed envelopes. Source: the DSSE protocol, version 1; the payload's type is signed with it, so that nobody can take one kind of
 * document for another.
 */
final class Dsse {

    private static final int RAW_P256_BYTES = 64;

    private Dsse() {}

    /**
     * An envelope as it is written.
     *
     * @param payloadType what the payload is
     * @param payload in Base64, of either alphabet
     * @param signatures one or more
     */
    record Envelope(String payloadType, String payload, List<Sig> signatures) {

        Envelope {
            signatures = List.copyOf(signatures);
        }

        byte[] body() {
            return decoded(payload);
        }
    }

    /** A signature in Base64. */
    record Sig(String sig) {}

    static Envelope sign(PrivateKey key, String type, byte[] body) {
        try {
            Signature signature = SigningKey.signature(key);
            signature.initSign(key);
            signature.update(encoded(type, body));
            Base64.Encoder base64 = Base64.getEncoder();
            return new Envelope(
                    type, base64.encodeToString(body), List.of(new Sig(base64.encodeToString(signature.sign()))));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the key cannot sign: " + e.getMessage(), e);
        }
    }

    /** Whether one of the signatures is the key's. */
    static boolean isSignedBy(PublicKey key, Envelope envelope) {
        byte[] signed = encoded(envelope.payloadType(), envelope.body());
        return envelope.signatures().stream().anyMatch(each -> isValid(key, signed, decoded(each.sig())));
    }

    private static boolean isValid(PublicKey key, byte[] signed, byte[] bytes) {
        try {
            // ECDSA's two numbers are written in two ways; the protocol's own example has them side by side.
            Signature signature = key.getAlgorithm().equals("EC") && bytes.length == RAW_P256_BYTES
                    ? Signature.getInstance("SHA256withECDSAinP1363Format")
                    : SigningKey.signature(key);
            signature.initVerify(key);
            signature.update(signed);
            return signature.verify(bytes);
        } catch (GeneralSecurityException notOfThisKey) {
            return false;
        }
    }

    private static byte[] decoded(String base64) {
        return Base64.getDecoder().decode(base64.replace('-', '+').replace('_', '/'));
    }

    /** The pre-authentication encoding: both parts with their lengths in bytes. */
    static byte[] encoded(String type, byte[] body) {
        byte[] name = type.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("DSSEv1 %d ".formatted(name.length).getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(name);
        bytes.writeBytes(" %d ".formatted(body.length).getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }
}
