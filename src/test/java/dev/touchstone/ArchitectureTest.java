package dev.touchstone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house: which room may know which, and how large a file may grow. */
@AnalyzeClasses(packages = "dev.touchstone", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final int LONGEST_FILE = 400;

    @ArchTest
    static final ArchRule rooms_know_only_the_rooms_above_them = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("scenario")
            .definedBy("dev.touchstone.scenario..")
            .layer("cluster")
            .definedBy("dev.touchstone.cluster..")
            .layer("image")
            .definedBy("dev.touchstone.image..")
            .layer("chart")
            .definedBy("dev.touchstone.chart..")
            .layer("observe")
            .definedBy("dev.touchstone.observe..")
            .layer("judge")
            .definedBy("dev.touchstone.judge..")
            .layer("evidence")
            .definedBy("dev.touchstone.evidence..")
            .layer("mutate")
            .definedBy("dev.touchstone.mutate..")
            .layer("junit")
            .definedBy("dev.touchstone.junit..")
            .whereLayer("scenario")
            .mayOnlyBeAccessedByLayers("observe", "junit")
            .whereLayer("image")
            .mayOnlyBeAccessedByLayers("junit")
            .whereLayer("chart")
            .mayOnlyBeAccessedByLayers("observe", "mutate", "junit")
            .whereLayer("observe")
            .mayOnlyBeAccessedByLayers("judge", "evidence", "mutate", "junit")
            .whereLayer("judge")
            .mayOnlyBeAccessedByLayers("evidence", "mutate", "junit")
            .whereLayer("mutate")
            .mayOnlyBeAccessedByLayers("junit")
            .whereLayer("evidence")
            .mayOnlyBeAccessedByLayers("junit")
            .whereLayer("junit")
            .mayNotBeAccessedByAnyLayer()
            .because("data flows down the rooms and never back up");

    @ArchTest
    static final ArchRule judges_ask_nobody = noClasses()
            .that()
            .resideInAPackage("dev.touchstone.judge..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.fabric8.kubernetes.client..",
                    "java.net..",
                    "java.nio.file..",
                    "java.time..",
                    "java.util.concurrent..");

    @ArchTest
    static final ArchRule nothing_lies_outside_the_rooms = classes()
            .should()
            .resideInAnyPackage(
                    "dev.touchstone.scenario..",
                    "dev.touchstone.cluster..",
                    "dev.touchstone.image..",
                    "dev.touchstone.chart..",
                    "dev.touchstone.observe..",
                    "dev.touchstone.judge..",
                    "dev.touchstone.evidence..",
                    "dev.touchstone.mutate..",
                    "dev.touchstone.junit..");

    @ArchTest
    static final ArchRule only_the_front_door_knows_JUnit = noClasses()
            .that()
            .resideOutsideOfPackage("dev.touchstone.junit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.junit..");

    @ArchTest
    static final ArchRule no_room_for_everything = noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager)");

    @Test
    void no_file_is_longer_than_one_can_keep_in_mind() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            List<Path> tooLong = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> linesOf(file) > LONGEST_FILE)
                    .toList();
            assertThat(tooLong).isEmpty();
        }
    }

    private static long linesOf(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
