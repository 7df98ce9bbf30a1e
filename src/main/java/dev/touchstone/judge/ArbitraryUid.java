package dev.touchstone.judge;

import dev.touchstone.observe.ContainerFacts;
import dev.touchstone.observe.IdentityFacts;
import dev.touchstone.observe.IdentityFacts.Range;
import dev.touchstone.observe.IdentityFacts.Trial;
import dev.touchstone.observe.PodFacts;
import dev.touchstone.observe.Probe;
import dev.touchstone.observe.ProcessFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * The container runs as another user, as hardened as before. Where the users are the platform's to give, as by OpenShift's SCC
 * {@code restricted-v2}, the chart names none, every process has the user that admission gave it, group 0, and the
 * namespace's fsGroup; and admission refuses other users, or else it would not be known who gave them.
 */
final class ArbitraryUid {

    private static final List<String> PLATFORMS = List.of("runAsUser", "runAsGroup", "fsGroup");
    private static final List<ContainerCheck> HARDENING = List.of(
            new NonRoot(),
            new NoNewPrivileges(),
            new ReadOnlyRoot(),
            new CapabilitiesDropped(),
            new DeclaredWritesOnly(),
            new Seccomp());

    private ArbitraryUid() {}

    static Ruling judge(ContainerFacts container, IdentityFacts identity) {
        Optional<Ruling> users = identity.range()
                .map(range -> ofPlatform(container, identity, range))
                .orElseGet(() -> ofChart(container));
        if (users.isPresent()) {
            return users.get();
        }
        for (ContainerCheck check : HARDENING) {
            Ruling ruling = check.judge(container);
            if (!ruling.outcome().acceptable()) {
                return new Ruling(
                        ruling.outcome(), "%s: %s".formatted(check.id().id(), ruling.reason()), ruling.remedy());
            }
        }
        return Ruling.pass(container
                .probe()
                .map(probe -> "id says: %s; as hardened as under its usual user"
                        .formatted(probe.id().output()))
                .orElse("by declaration and status only: " + container.note()));
    }

    private static Optional<Ruling> ofPlatform(ContainerFacts container, IdentityFacts identity, Range range) {
        List<String> named = named(container);
        if (!named.isEmpty()) {
            return Optional.of(Ruling.fail("the chart names %s, which the platform gives and refuses to be told"
                    .formatted(String.join(", ", named))));
        }
        List<String> surprising = identity.trials().stream()
                .filter(trial -> trial.passed() != trial.mustPass())
                .map(ArbitraryUid::words)
                .toList();
        if (identity.trials().isEmpty() || !surprising.isEmpty()) {
            return Optional.of(Ruling.inconclusive(
                    "admission does not keep the range, so that nobody knows who gave the user: " + surprising));
        }
        if (container.probe().isEmpty()) {
            return started(container, range);
        }
        return container
                .probe()
                .flatMap(probe -> probe.processes().stream()
                        .filter(process -> !isPlatforms(process, range))
                        .findFirst()
                        .map(process -> Ruling.fail(
                                "process %d (%s) has Uid %s, Gid %s, Groups %s, expected a user from %d on (%d of them), group 0 and fsGroup %d"
                                        .formatted(
                                                process.pid(),
                                                process.name(),
                                                process.uids(),
                                                process.gids(),
                                                process.groups(),
                                                range.first(),
                                                range.size(),
                                                range.first()))));
    }

    /** Of one that had finished the kubelet still tells the user that it was started as. */
    private static Optional<Ruling> started(ContainerFacts container, Range range) {
        return container
                .status()
                .flatMap(PodFacts.ContainerStatus::uid)
                .filter(uid -> !range.contains(uid))
                .map(uid -> Ruling.fail(
                        "its status says that it was started as user %d, expected a user from %d on (%d of them)"
                                .formatted(uid, range.first(), range.size())));
    }

    private static boolean isPlatforms(ProcessFacts process, Range range) {
        return process.uids().stream().allMatch(range::contains)
                && process.gids().stream().allMatch(group -> group == 0)
                && process.groups().contains(range.first());
    }

    /** Those fields, of the pod or the container, that are not the chart's to name on such a platform. */
    private static List<String> named(ContainerFacts container) {
        List<String> named = new ArrayList<>();
        for (JsonNode context : List.of(
                container.declaredPod().path("securityContext"),
                container.declared().path("securityContext"))) {
            PLATFORMS.stream()
                    .filter(field -> !Declared.set(context.path(field)).isMissingNode())
                    .map(field -> "%s: %s".formatted(field, context.path(field)))
                    .forEach(named::add);
        }
        return named;
    }

    private static Optional<Ruling> ofChart(ContainerFacts container) {
        JsonNode declared = Declared.of(container).effective("runAsUser");
        if (declared.isMissingNode()) {
            return Optional.of(Ruling.fail("the chart names no user, and no platform gives one: set runAsUser"));
        }
        return container
                .probe()
                .map(ArbitraryUid::users)
                .flatMap(users -> users.equals(Set.of(declared.asLong()))
                        ? Optional.empty()
                        : Optional.of(
                                Ruling.fail("its processes have Uid %s, expected %s only".formatted(users, declared))));
    }

    private static Set<Long> users(Probe probe) {
        Set<Long> users = new TreeSet<>();
        probe.processes().forEach(process -> users.addAll(process.uids()));
        return users;
    }

    private static String words(Trial trial) {
        return "%s was %s, expected the contrary%s"
                .formatted(
                        trial.what(),
                        trial.passed() ? "taken" : "refused",
                        trial.message().isEmpty() ? "" : ": " + trial.message());
    }
}
