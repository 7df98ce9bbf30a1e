package dev.touchstone.judge;

import dev.touchstone.observe.ContainerFacts;
import dev.touchstone.observe.Subject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** It is known by digest which image runs, replicas of one container run the same, and a declared digest is the running one. */
final class ImageDigest {

    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    private ImageDigest() {}

    static Ruling judge(ContainerFacts facts, List<ContainerFacts> all) {
        Subject subject = facts.subject();
        if (facts.access() == ContainerFacts.Access.NONE && subject.digest().isEmpty()) {
            return Ruling.inconclusive("nothing runs: " + facts.note());
        }
        String rendered = facts.declared().path("image").asString(subject.image());
        if (!rendered.equals(subject.image())) {
            return Ruling.fail("the live pod names image %s, the render says %s: somebody has changed it on its way"
                    .formatted(subject.image(), rendered));
        }
        Matcher running = DIGEST.matcher(subject.digest());
        if (!running.find()) {
            return Ruling.fail("the kubelet reports image id '%s', expected a digest".formatted(subject.digest()));
        }
        Set<String> replicas = all.stream()
                .map(ContainerFacts::subject)
                .filter(other -> other.workload().equals(subject.workload())
                        && other.container().equals(subject.container())
                        && !other.digest().isEmpty())
                .map(Subject::digest)
                .collect(Collectors.toCollection(TreeSet::new));
        if (replicas.size() > 1) {
            return Ruling.fail("replicas run different images under one name: " + replicas);
        }
        Matcher declared = DIGEST.matcher(subject.image());
        if (declared.find() && !declared.group().equals(running.group())) {
            return Ruling.fail("%s runs, declared is %s".formatted(running.group(), subject.image()));
        }
        return Ruling.pass("%s runs as %s".formatted(subject.image(), running.group()));
    }
}
