package dev.touchstone.observe;

import dev.touchstone.chart.PodTemplate;
import dev.touchstone.cluster.ExecResult;
import dev.touchstone.cluster.Resource;
import dev.touchstone.observe.ContainerFacts.Access;
import dev.touchstone.observe.PodFacts.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Asks every container of a namespace, all at once, one round trip each. */
public final class ContainerObserver {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SCRIPT = Resource.read(ContainerObserver.class, "probe.sh");
    private static final int AT_ONCE = 16;
    private static final int AGAIN = 5;
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    /** What the runtime says of an image without a shell. */
    private static final List<String> NO_SHELL =
            List.of("executable file not found", "no such file or directory", "not found in $PATH");

    private final KubernetesClient client;
    private final String namespace;
    private final ContainerExec exec;
    private final EphemeralProbe ephemeral;

    /**
     * @param probeImage an image with a shell, for containers that have none; it must be on the cluster
     */
    public ContainerObserver(KubernetesClient client, String namespace, String probeImage) {
        this.client = client;
        this.namespace = namespace;
        this.exec = new ContainerExec(client, namespace);
        this.ephemeral = new EphemeralProbe(client, namespace, probeImage, exec);
    }

    /** Ask them; the answers are in the order of pods and containers. */
    public List<Seen> ask(List<PodTemplate> templates) {
        List<Seen> seen = new ArrayList<>(ask(templates, pod -> true));
        templates.stream().filter(PodTemplate::makesPods).forEach(template -> seen.addAll(missing(template, seen)));
        return seen;
    }

    /** Ask the containers of those pods only. */
    public List<Seen> ask(List<PodTemplate> templates, Predicate<PodFacts> chosen) {
        List<Supplier<Seen>> questions = new ArrayList<>();
        for (PodObserver.Observed observed : new PodObserver(client, namespace).all()) {
            PodFacts facts = observed.facts();
            if (chosen.test(facts)) {
                Optional<PodTemplate> template = templates.stream()
                        .filter(each -> each.workload().equals(facts.workload()))
                        .findFirst();
                facts.containers().forEach(status -> questions.add(() -> ask(observed.pod(), facts, status, template)));
            }
        }
        return Parallel.map(AT_ONCE, questions, Supplier::get);
    }

    private Seen ask(Pod pod, PodFacts facts, ContainerStatus status, Optional<PodTemplate> template) {
        // What the render does not declare, an operator has made: then the live pod is all the declaration there is.
        PodTemplate declared = template.orElseGet(() -> PodTemplate.live(facts.workload(), json(pod)));
        Subject subject = new Subject(
                facts.workload(), facts.name(), status.name(), status.phase(), status.image(), status.imageId());
        Answer answer = answer(pod, status);
        ContainerFacts seen = new ContainerFacts(
                subject,
                facts,
                declared.source(),
                Redaction.of(declared.spec()),
                Redaction.of(declared.container(status.name())),
                answer.access,
                answer.note,
                answer.probe);
        return new Seen(seen, answer.transcript);
    }

    /** A container that has no pod is not left out: nobody knows how it would have run. */
    private static List<Seen> missing(PodTemplate template, List<Seen> seen) {
        return template.containers().stream()
                .filter(name -> seen.stream()
                        .map(each -> each.facts().subject())
                        .noneMatch(subject -> subject.workload().equals(template.workload())
                                && subject.container().equals(name)))
                .map(name -> new ContainerFacts(
                        new Subject(
                                template.workload(),
                                "",
                                name,
                                "main",
                                template.container(name).path("image").asString(""),
                                ""),
                        PodFacts.none(template.workload()),
                        template.source(),
                        Redaction.of(template.spec()),
                        Redaction.of(template.container(name)),
                        Access.NONE,
                        template.workload() + " has no pod",
                        Optional.empty()))
                .map(facts -> new Seen(facts, ""))
                .toList();
    }

    private static JsonNode json(Pod pod) {
        return JSON.readTree(Serialization.asJson(pod));
    }

    private record Answer(Access access, String note, Optional<Probe> probe, String transcript) {}

    private Answer answer(Pod pod, ContainerStatus status) {
        if (status.finished()) {
            return new Answer(Access.STATUS, "it had finished before it could be asked", Optional.empty(), "");
        }
        if (!status.running()) {
            return new Answer(Access.NONE, "it does not run: " + status.state(), Optional.empty(), "");
        }
        try {
            return settled(pod.getMetadata().getName(), status.name());
        } catch (ObservationException e) {
            return new Answer(Access.NONE, String.valueOf(e.getMessage()), Optional.empty(), "");
        }
    }

    private Answer settled(String pod, String container) {
        Answer answer = byItsOwnShell(pod, container);
        for (int i = 0; i < AGAIN && !answer.probe.map(Probe::settled).orElse(true); i++) {
            answer = byItsOwnShell(pod, container);
        }
        return answer;
    }

    private Answer byItsOwnShell(String pod, String container) {
        String nonce = UUID.randomUUID().toString();
        Optional<ExecResult> result = tryExec(pod, container, nonce);
        if (result.isEmpty()) {
            String transcript = ephemeral.ask(pod, container, nonce, SCRIPT);
            return answered(Access.EPHEMERAL, "it has no shell; asked from an ephemeral container", nonce, transcript);
        }
        return answered(Access.EXEC, "", nonce, result.get().output());
    }

    private Optional<ExecResult> tryExec(String pod, String container, String nonce) {
        try {
            ExecResult result = exec.run(pod, container, SCRIPT, PATIENCE, List.of("sh", "-s", "--", nonce, ""));
            boolean noShell = result.exitCode() != 0 && lacksShell(result.errors() + result.output());
            return noShell ? Optional.empty() : Optional.of(result);
        } catch (ObservationException e) {
            if (lacksShell(String.valueOf(e.getMessage()))) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean lacksShell(String message) {
        return NO_SHELL.stream().anyMatch(message::contains);
    }

    // A transcript is what somebody else's container printed: it may be anything.
    @SuppressWarnings("IllegalCatch")
    private static Answer answered(Access access, String note, String nonce, String transcript) {
        try {
            Probe probe = ProbeTranscript.read(transcript);
            if (!probe.nonce().equals(nonce) || !probe.complete()) {
                return new Answer(
                        Access.NONE,
                        "the probe's answer is not whole: it begins with mark '%s' (asked with '%s') and %s"
                                .formatted(
                                        probe.nonce(), nonce, probe.complete() ? "ends" : "breaks off before its end"),
                        Optional.empty(),
                        transcript);
            }
            return new Answer(access, note, Optional.of(probe), transcript);
        } catch (RuntimeException e) {
            return new Answer(Access.NONE, "the probe's answer cannot be read: " + e, Optional.empty(), transcript);
        }
    }
}
