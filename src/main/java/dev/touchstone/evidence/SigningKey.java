package dev.touchstone.evidence;

import dev.touchstone.cluster.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys from PEM files as {@code openssl genpkey} and {@code openssl pkey -pubout} write them: Ed25519, or ECDSA on P-256. */
public final class SigningKey {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final List<String> ALGORITHMS = List.of("Ed25519", "EC");

    private SigningKey() {}

    /**
     * A private key, PKCS #8.
     *
     * @throws IOException when there is none in the file, with the command that makes one
     */
    public static PrivateKey privateKey(Path file) throws IOException {
        return read(
                file,
                "PRIVATE KEY",
                "openssl genpkey -algorithm ed25519 -out key.pem",
                (factory, bytes) -> factory.generatePrivate(new PKCS8EncodedKeySpec(bytes)));
    }

    /**
     * A public key, SubjectPublicKeyInfo.
     *
     * @throws IOException when there is none in the file, with the command that makes one
     */
    public static PublicKey publicKey(Path file) throws IOException {
        return read(
                file,
                "PUBLIC KEY",
                "openssl pkey -in key.pem -pubout -out key.pub",
                (factory, bytes) -> factory.generatePublic(new X509EncodedKeySpec(bytes)));
    }

    /** How a key signs: {@code Ed25519}, or ECDSA with SHA-256. */
    static Signature signature(Key key) throws GeneralSecurityException {
        return Signature.getInstance(key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "Ed25519");
    }

    /** What a key is called in an envelope: the SHA-256 of its SubjectPublicKeyInfo. */
    public static String idOf(PublicKey key) {
        return "SHA256:" + Digest.sha256(key.getEncoded());
    }

    private interface Reading<T> {
        T of(KeyFactory factory, byte[] bytes) throws GeneralSecurityException;
    }

    private static <T> T read(Path file, String label, String command, Reading<T> reading) throws IOException {
        Matcher pem = PEM.matcher(Files.readString(file));
        if (!pem.find() || !pem.group(1).equals(label)) {
            throw new IOException("%s holds no '-----BEGIN %s-----', Ed25519 or P-256; make one with: %s"
                    .formatted(file, label, command));
        }
        byte[] bytes = Base64.getMimeDecoder().decode(pem.group(2));
        for (String algorithm : ALGORITHMS) {
            try {
                return reading.of(KeyFactory.getInstance(algorithm), bytes);
            } catch (GeneralSecurityException another) {
                // It is a key of another kind; the next one is tried.
            }
        }
        throw new IOException(
                "%s holds a key that is neither Ed25519 nor P-256; make one with: %s".formatted(file, command));
    }
}
