package io.jenkins.plugins.flaskbbswarm.hpi;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.MethodNode;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The .hpi as Jenkins will read it. */
class HpiIT {
    private static final Set<String> EXTENSION_POINTS = Set.of(
            "hudson/model/AsyncPeriodicWork",
            "hudson/model/Descriptor",
            "hudson/model/RootAction",
            "hudson/model/listeners/ItemListener",
            "jenkins/model/GlobalConfiguration",
            "jenkins/model/TransientActionFactory",
            "org/jenkinsci/plugins/workflow/cps/GlobalVariable",
            "org/jenkinsci/plugins/workflow/cps/GroovySourceFileAllowlist");

    private static final Hpi HPI = new Hpi();
    private static final ClassFiles CLASSES = HPI.classes();
    private static final ClassFiles KNOWN = CLASSES.and(Hpi.signatures());

    /** Names and versions that go together with Jenkins 2.479.3. */
    @Test
    void theManifestNamesThePluginAndWhatItNeeds() {
        assertThat(HPI.manifest().entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .toList())
                .contains(
                        "Short-Name: flaskbb-swarm",
                        "Long-Name: FlaskBB Swarm",
                        "Url: https://github.com/jenkinsci/flaskbb-swarm-plugin",
                        "Plugin-Version: 0.1.0",
                        "Jenkins-Version: 2.479.3",
                        "Hudson-Version: 2.479.3",
                        "Minimum-Java-Version: 17",
                        "Plugin-License-Name: MIT License");
        assertThat(HPI.manifest().getValue("Plugin-Dependencies").split(","))
                .containsExactlyInAnyOrder(
                        "workflow-step-api:686.v603d058a_e148",
                        "workflow-cps:4014.vcd7dc51d8b_30",
                        "structs:338.v848422169819",
                        "credentials:1405.vb_cda_74a_f8974",
                        "ssh-credentials:349.vb_8b_6b_9709f5b_",
                        "plain-credentials:183.va_de8f1dd5a_2b_",
                        "scm-api:703.v72ff4b_259600",
                        "docker-commons:445.v6b_646c962a_94",
                        "jackson2-api:2.17.0-379.v02de8ec9f64c",
                        "snakeyaml-api:2.3-123.v13484c65210a_");
    }

    /** Jenkins lets what comes from an agent become objects only if its classes are in a jar that says it is a plugin's. */
    @Test
    void thePluginsJarHasItsManifestToo() {
        assertThat(HPI.jarManifest().getValue("Short-Name")).isEqualTo("flaskbb-swarm");
        assertThat(HPI.jarManifest().getValue("Plugin-Version")).isEqualTo("0.1.0");
    }

    @Test
    void bundlesOnlyWhatNoPluginOffers() {
        assertThat(HPI.entries().keySet().stream().map(name -> name.replaceFirst("-[0-9.]+\\.jar$", ".jar")))
                .containsExactlyInAnyOrder(
                        "META-INF/LICENSE",
                        "META-INF/MANIFEST.MF",
                        "report.css",
                        "WEB-INF/licenses.xml",
                        "WEB-INF/lib/flaskbb-swarm.jar",
                        "WEB-INF/lib/protobuf-javalite.jar");
    }

    @Test
    void theJarHoldsNothingOfJenkinsAndNothingOfTheCommandLine() {
        assertThat(HPI.jar().keySet())
                .allMatch(name ->
                        name.startsWith(Hpi.BASE) || name.startsWith("META-INF/") || name.equals("index.jelly"));
        assertThat(HPI.jar().keySet()).noneMatch(name -> name.startsWith(Hpi.BASE + "cli/"));
    }

    @Test
    void eachExtensionIsInTheIndex() {
        List<String> extensions = CLASSES.all()
                .filter(ClassFile::isConcrete)
                .filter(file -> KNOWN.extendsOneOf(file, EXTENSION_POINTS))
                .map(file -> file.name().replace('/', '.'))
                .toList();
        assertThat(extensions).isNotEmpty();
        assertThat(HPI.lines("META-INF/annotations/hudson.Extension.txt").stream()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.replaceFirst("[{@ ].*", "")))
                .containsExactlyInAnyOrderElementsOf(extensions);
    }

    @Test
    void eachSymbolIsInTheIndex() {
        List<String> symbols = CLASSES.all()
                .filter(file -> file.hasAnnotation("org/jenkinsci/Symbol"))
                .map(file -> file.name().replace('/', '.'))
                .toList();
        assertThat(HPI.lines("META-INF/services/annotations/org.jenkinsci.Symbol"))
                .containsExactlyInAnyOrderElementsOf(symbols);
    }

    @Test
    void eachFormIsThereAndEachOfItsFieldsIsExplained() {
        assertThat(describables().toList()).hasSizeGreaterThan(20);
        assertThat(describables().filter(name -> !has(name, "config.jelly"))).isEmpty();
        assertThat(describables().flatMap(name -> fields(name)
                        .map(field -> "help-" + field + ".html")
                        .filter(help -> !has(name, help))
                        .map(help -> name + "/" + help)))
                .isEmpty();
    }

    @Test
    void eachStepIsExplained() {
        Set<String> steps = Set.of("org/jenkinsci/plugins/workflow/steps/StepDescriptor");
        assertThat(CLASSES.all()
                        .filter(ClassFile::isConcrete)
                        .filter(file -> KNOWN.extendsOneOf(file, steps))
                        .map(file -> file.name().replaceFirst("\\$.*", "") + "/help.html"))
                .hasSize(20)
                .allMatch(HPI.jar()::containsKey);
    }

    @Test
    void formMethodsArePosts() {
        assertThat(CLASSES.all().flatMap(file -> file.methods(name -> name.matches("do(Fill|Check|Test)[A-Z].*"))))
                .hasSizeGreaterThan(10)
                .allMatch(method -> method.visibleAnnotations != null
                        && method.visibleAnnotations.stream()
                                .anyMatch(annotation -> annotation.desc.equals("Lorg/kohsuke/stapler/verb/POST;")));
    }

    /** Classes with a form. */
    private Stream<String> describables() {
        return CLASSES.all()
                .map(ClassFile::name)
                .filter(name -> name.endsWith("$DescriptorImpl"))
                .map(name -> name.replace("$DescriptorImpl", ""));
    }

    /** A resource of a class or of those above it. */
    private boolean has(String name, String resource) {
        return CLASSES.withParents(name).anyMatch(file -> HPI.jar().containsKey(file.name() + "/" + resource));
    }

    private Stream<String> fields(String name) {
        return CLASSES.withParents(name)
                .flatMap(file -> Stream.concat(
                        file.methodsWith("org/kohsuke/stapler/DataBoundSetter").stream()
                                .map(method -> method.name.substring(3, 4).toLowerCase() + method.name.substring(4)),
                        file.methodsWith("org/kohsuke/stapler/DataBoundConstructor").stream()
                                .flatMap(HpiIT::parameters)));
    }

    private static Stream<String> parameters(MethodNode method) {
        assertThat(method.desc.equals("()V") || method.parameters != null)
                .as("compiled with -parameters")
                .isTrue();
        return method.parameters == null
                ? Stream.of()
                : method.parameters.stream().map(parameter -> parameter.name);
    }
}
