package dev.touchstone.evidence;

import dev.touchstone.judge.Verdict;
import dev.touchstone.observe.AcceptanceFacts;
import dev.touchstone.observe.AccountFacts;
import dev.touchstone.observe.Admission;
import dev.touchstone.observe.ContainerFacts;
import dev.touchstone.observe.DisruptionFacts;
import dev.touchstone.observe.DisturbanceFacts;
import dev.touchstone.observe.Footprint;
import dev.touchstone.observe.IdentityFacts;
import dev.touchstone.observe.NetworkFacts;
import dev.touchstone.observe.PodFacts;
import dev.touchstone.observe.ReleaseFacts;
import dev.touchstone.observe.ReleaseFacts.RolloutFacts;
import dev.touchstone.observe.StepFacts;
import dev.touchstone.observe.UpgradeFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** Reads an evidence folder again: what was seen, and what was said of it. */
public final class EvidenceReader {

    private final Path folder;

    public EvidenceReader(Path folder) {
        this.folder = folder;
    }

    /** What the run was about. */
    public RunInfo run() throws IOException {
        return read("run.json", RunInfo.class);
    }

    /** What had to be judged. */
    public DeclaredVerdicts declared() throws IOException {
        return read("declared.json", DeclaredVerdicts.class);
    }

    /** What was judged. */
    public List<Verdict> verdicts() throws IOException {
        return Arrays.asList(read("verdicts.json", Verdict[].class));
    }

    /** What has been judged when a run has not ended yet. */
    List<Verdict> verdictsSoFar() throws IOException {
        return Files.exists(folder.resolve("verdicts.json")) ? verdicts() : List.of();
    }

    /** How the run came out that lay in this folder before; empty when it is the first one. */
    public Optional<Outcomes> before() throws IOException {
        return Files.exists(folder.resolve(EvidenceFolder.BEFORE))
                ? Optional.of(read(EvidenceFolder.BEFORE, Outcomes.class))
                : Optional.empty();
    }

    /** An observation of the whole run; empty when the run made none. */
    public <T> Optional<T> fact(String name, Class<T> type) throws IOException {
        String path = "facts/" + name + ".json";
        return Files.exists(folder.resolve(path)) ? Optional.of(read(path, type)) : Optional.empty();
    }

    /** Everything that was seen, as the judges were given it. */
    public AcceptanceFacts facts() throws IOException {
        List<IdentityFacts> identities = new ArrayList<>();
        for (int i = 1;
                fact("as-%d/identity".formatted(i), IdentityOutline.class).isPresent();
                i++) {
            IdentityOutline outline = read("facts/as-%d/identity.json".formatted(i), IdentityOutline.class);
            identities.add(new IdentityFacts(
                    outline.name(), outline.range(), outline.trials(), release("as-%d/".formatted(i))));
        }
        Optional<ReleaseFacts> baseline =
                fact("baseline/release", ReleaseOutline.class).isPresent()
                        ? Optional.of(release("baseline/"))
                        : Optional.empty();
        Optional<UpgradeOutline> outline = fact("upgrade/upgrade", UpgradeOutline.class);
        return new AcceptanceFacts(
                release(""),
                baseline,
                identities,
                outline.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new UpgradeFacts(
                                release("upgrade/"),
                                outline.get().revisions(),
                                outline.get().migration())),
                fact("disturbances", DisturbanceFacts.class));
    }

    private ReleaseFacts release(String prefix) throws IOException {
        ReleaseOutline outline = read("facts/" + prefix + "release.json", ReleaseOutline.class);
        List<ContainerFacts> containers = new ArrayList<>();
        for (String file : outline.containers()) {
            containers.add(read(file, ContainerFacts.class));
        }
        List<StepFacts> steps = new ArrayList<>();
        for (String file : outline.steps()) {
            steps.add(read(file, StepFacts.class));
        }
        return new ReleaseFacts(
                list(prefix + "admission", Admission[].class),
                read("facts/" + prefix + "rollout.json", RolloutFacts.class),
                outline.workloads(),
                list(prefix + "pods", PodFacts[].class),
                containers,
                steps,
                list(prefix + "footprints", Footprint[].class),
                list(prefix + "accounts", AccountFacts[].class),
                fact(prefix + "network", NetworkFacts.class),
                fact(prefix + "disruption", DisruptionFacts.class),
                outline.untried());
    }

    private <T> List<T> list(String name, Class<T[]> type) throws IOException {
        return fact(name, type).map(Arrays::asList).orElse(List.of());
    }

    private <T> T read(String path, Class<T> type) throws IOException {
        Path file = folder.resolve(path);
        try {
            return EvidenceFolder.JSON.readValue(Files.readAllBytes(file), type);
        } catch (JacksonException e) {
            throw new IOException("%s cannot be read: %s".formatted(path, e.getOriginalMessage()), e);
        }
    }
}
