package dev.touchstone.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.evidence.Dsse.Envelope;
import dev.touchstone.evidence.Dsse.Sig;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DsseTest {

    private static final String TYPE = "http://example.com/HelloWorld";
    private static final byte[] BODY = "hello world".getBytes(StandardCharsets.UTF_8);

    /** The example that the protocol's own text gives. */
    @Nested
    class The_protocols_example {

        private final Envelope envelope = new Envelope(
                TYPE,
                "aGVsbG8gd29ybGQ=",
                List.of(new Sig(
                        "A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA==")));

        @Test
        void is_encoded_with_both_lengths() {
            assertThat(new String(Dsse.encoded(TYPE, BODY), StandardCharsets.UTF_8))
                    .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
        }

        @Test
        void has_a_signature_that_holds() throws Exception {
            assertThat(envelope.body()).isEqualTo(BODY);
            assertThat(Dsse.isSignedBy(key(), envelope)).isTrue();
        }

        @Test
        void does_not_hold_for_another_type_or_another_body() throws Exception {
            assertThat(Dsse.isSignedBy(
                            key(), new Envelope("http://example.com/Other", envelope.payload(), envelope.signatures())))
                    .isFalse();
            assertThat(Dsse.isSignedBy(key(), new Envelope(TYPE, "aGVsbG8gd29ybGU=", envelope.signatures())))
                    .isFalse();
        }

        private static PublicKey key() throws Exception {
            AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
            curve.init(new ECGenParameterSpec("secp256r1"));
            ECPoint point = new ECPoint(
                    new BigInteger("46950820868899156662930047687818585632848591499744589407958293238635476079160"),
                    new BigInteger("5640078356564379163099075877009565129882514886557779369047442380624545832820"));
            return KeyFactory.getInstance("EC")
                    .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
        }
    }

    @Nested
    class With_keys_from_files {

        @TempDir
        @SuppressWarnings("NullAway.Init")
        private Path folder;

        @ParameterizedTest
        @ValueSource(strings = {"Ed25519", "EC"})
        void what_one_key_signs_the_other_half_verifies(String algorithm) throws Exception {
            KeyPair pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
            Path privateKey = Files.writeString(
                    folder.resolve("key.pem"),
                    pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            Path publicKey = Files.writeString(
                    folder.resolve("key.pub"),
                    pem("PUBLIC KEY", pair.getPublic().getEncoded()));

            Envelope envelope = Dsse.sign(SigningKey.privateKey(privateKey), TYPE, BODY);

            assertThat(Dsse.isSignedBy(SigningKey.publicKey(publicKey), envelope))
                    .isTrue();
            assertThat(Dsse.isSignedBy(
                            KeyPairGenerator.getInstance(algorithm)
                                    .generateKeyPair()
                                    .getPublic(),
                            envelope))
                    .isFalse();
        }

        @Test
        void what_is_no_key_is_refused_with_the_command_that_makes_one() throws Exception {
            Path file = Files.writeString(folder.resolve("key.pem"), "my secret key");

            assertThatThrownBy(() -> SigningKey.privateKey(file))
                    .hasMessageContainingAll(
                            "holds no '-----BEGIN PRIVATE KEY-----'", "openssl genpkey -algorithm ed25519");
        }

        @Test
        void a_key_of_another_kind_is_refused() throws Exception {
            KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
            Path file = Files.writeString(
                    folder.resolve("key.pub"),
                    pem("PUBLIC KEY", pair.getPublic().getEncoded()));

            assertThatThrownBy(() -> SigningKey.publicKey(file)).hasMessageContaining("neither Ed25519 nor P-256");
        }

        private static String pem(String label, byte[] bytes) {
            return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
                    .formatted(label, Base64.getMimeEncoder().encodeToString(bytes));
        }
    }
}
