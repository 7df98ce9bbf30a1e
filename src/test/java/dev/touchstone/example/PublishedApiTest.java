package dev.touchstone.example;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.touchstone.chart.Release;
import dev.touchstone.cluster.Cluster;
import dev.touchstone.cluster.ExecResult;
import dev.touchstone.cluster.Node;
import dev.touchstone.junit.AcceptScenarios;
import dev.touchstone.junit.Acceptance;
import dev.touchstone.junit.InstallScenario;
import dev.touchstone.junit.LeaseCluster;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other projects may use, and that the example needs no more. */
class PublishedApiTest {

    private static final Class<?>[] PUBLISHED = {
        AcceptScenarios.class,
        Acceptance.class,
        InstallScenario.class,
        LeaseCluster.class,
        Cluster.class,
        Node.class,
        ExecResult.class,
        Release.class
    };

    @Test
    void the_example_compiles_and_uses_nothing_else(@TempDir Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            said,
                            files,
                            null,
                            List.of("-proc:none", "-d", classes.toString(), "-classpath", withoutTestsOfThisProject()),
                            null,
                            files.getJavaFileObjectsFromPaths(ExampleProject.sources()))
                    .call();
            assertThat(compiled).as(said.toString()).isTrue();
        }

        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("dev.touchstone..")
                        .and(DescribedPredicate.not(belongToAnyOf(PUBLISHED)))
                        .as("are not published"))
                .check(new ClassFileImporter().importPath(classes));
    }

    @Test
    void what_is_published_is_documented() throws IOException {
        assertThat(Files.readString(Path.of("docs/your-own-chart.md")))
                .contains(Arrays.stream(PUBLISHED)
                        .map(each -> "`%s%s`".formatted(each.isAnnotation() ? "@" : "", each.getSimpleName()))
                        .toList());
    }

    private static String withoutTestsOfThisProject() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(each -> !Path.of(each).endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
