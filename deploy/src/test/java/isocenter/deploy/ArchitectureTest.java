package isocenter.deploy;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the import table of the design: who may know whom, no cycles, and a page of words in every package. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("isocenter");

    @Test
    void sawTheWholeHouse() {
        assertThat(CLASSES).hasSizeGreaterThan(100);
        Set<String> rooms = CLASSES.stream()
                .map(type -> type.getPackageName().split("\\.")[1])
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(rooms).containsExactly("annotate", "audit", "deploy", "finetune", "ingest", "pretrain");
    }

    @Test
    void modulesImportOnlyWhatTheTableAllows() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("isocenter..")
                .layer("audit")
                .definedBy("isocenter.audit..")
                .layer("ingest")
                .definedBy("isocenter.ingest..")
                .layer("pretrain")
                .definedBy("isocenter.pretrain..")
                .layer("annotate")
                .definedBy("isocenter.annotate..")
                .layer("finetune")
                .definedBy("isocenter.finetune..")
                .layer("deploy")
                .definedBy("isocenter.deploy..")
                .whereLayer("audit")
                .mayNotAccessAnyLayer()
                .whereLayer("ingest")
                .mayOnlyAccessLayers("audit")
                .whereLayer("pretrain")
                .mayOnlyAccessLayers("audit", "ingest")
                .whereLayer("annotate")
                .mayOnlyAccessLayers("audit", "ingest", "pretrain")
                .whereLayer("finetune")
                .mayOnlyAccessLayers("audit", "ingest", "pretrain", "annotate")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("isocenter.(*).(*)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void everyPackageExplainsItself() {
        Set<String> packages =
                CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
        Set<String> explained = CLASSES.stream()
                .filter(type -> type.getSimpleName().equals("package-info"))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(explained).isEqualTo(packages);
    }

    @Test
    void auditKnowsNoDicomAndNoTensors() {
        noClasses()
                .that()
                .resideInAPackage("isocenter.audit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bytedeco..", "javax.imageio..")
                .check(CLASSES);
    }

    @Test
    void onlyTheProgramsEntryEndsTheProcess() {
        noClasses()
                .that(are(DescribedPredicate.not(JavaClass.Predicates.equivalentTo(isocenter.deploy.app.Main.class))))
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .check(CLASSES);
    }

    @Test
    void classesNamedForNothingDoNotExist() {
        classes().should().haveNameNotMatching(".*(Utils?|Helpers?|Commons?)").check(CLASSES);
    }
}
