package dev.touchstone.observe;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes secrets out of what others wrote, such as logs: values of a namespace's Secrets, of variables that are named like
 * secrets, tokens and private keys. What is no longer a secret's own text (hashed, cut in two) it does not know.
 */
public final class SecretMask {

    private static final String MASK = "‹secret›";
    /** Shorter ones are ordinary words as well: "true", "5432". */
    private static final int SHORTEST = 5;
    /** Of a value whose key does not call it a secret: user and database names stand in Secrets as well, and in every name. */
    private static final int SHORTEST_OF_ANY_KEY = 16;
    /** Of a file of several lines in a Secret, such as a configuration. */
    private static final int SHORTEST_LINE = 12;

    private static final String HELMS = "helm.sh/release.v1";
    private static final Pattern SECRET_NAME = Pattern.compile(
            "pass(word|wd|phrase)?|secret|token|credential|api_?key|private_?key", Pattern.CASE_INSENSITIVE);
    private static final Pattern TOKEN = Pattern.compile(
            "\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}|(?s)-----BEGIN [A-Z ]*PRIVATE KEY-----.*?-----END [A-Z ]*PRIVATE KEY-----");

    private final List<String> secrets;

    private SecretMask(Set<String> secrets) {
        // The longest first: one may be a part of another.
        this.secrets = secrets.stream()
                .sorted(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** Of what a namespace knows now. Where the API server cannot be asked, tokens and private keys alone are known. */
    public static SecretMask of(KubernetesClient client, String namespace) {
        Set<String> secrets = new HashSet<>();
        try {
            collect(client, namespace, secrets);
        } catch (KubernetesClientException nobodyCanBeAsked) {
            // Nor can there be a log of it then.
        }
        return new SecretMask(secrets);
    }

    private static void collect(KubernetesClient client, String namespace, Set<String> secrets) {
        client.secrets().inNamespace(namespace).list().getItems().stream()
                .filter(secret -> !HELMS.equals(secret.getType()))
                .flatMap(SecretMask::values)
                .forEach(value -> add(secrets, value));
        client.pods().inNamespace(namespace).list().getItems().stream()
                .flatMap(SecretMask::variables)
                .filter(variable -> SECRET_NAME.matcher(variable.getName()).find())
                .flatMap(variable -> Optional.ofNullable(variable.getValue()).stream())
                .forEach(value -> add(secrets, value));
    }

    private static Stream<String> values(Secret secret) {
        return secret.getData() == null
                ? Stream.empty()
                : secret.getData().entrySet().stream()
                        .map(entry -> Map.entry(
                                entry.getKey(),
                                new String(Base64.getDecoder().decode(entry.getValue()), StandardCharsets.UTF_8)))
                        .filter(entry -> SECRET_NAME.matcher(entry.getKey()).find()
                                || entry.getValue().strip().length() >= SHORTEST_OF_ANY_KEY)
                        .map(Map.Entry::getValue);
    }

    private static Stream<EnvVar> variables(Pod pod) {
        return Stream.concat(pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream())
                .map(Container::getEnv)
                .flatMap(List::stream);
    }

    private static void add(Set<String> secrets, String value) {
        String text = value.strip();
        if (text.length() >= SHORTEST) {
            secrets.add(text);
            secrets.add(Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
        }
        text.lines()
                .map(String::strip)
                .filter(line -> line.length() >= SHORTEST_LINE)
                .forEach(secrets::add);
    }

    /** The same text, without them. */
    public String mask(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, MASK);
        }
        return TOKEN.matcher(masked).replaceAll(MASK);
    }
}
