package io.jenkins.plugins.flaskbbswarm.hpi;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code src/jenkins-api}: all that the plugin needs of Jenkins, nothing more, and in truth so. */
class SignaturesIT {
    /** An annotation that the compiler leaves out of class files. */
    private static final String NO_TRACE = "hudson/Extension";

    private static final ClassFiles PLUGIN = new Hpi().classes();
    private static final ClassFiles SIGNATURES = Hpi.signatures();
    private static final ClassFiles KNOWN = PLUGIN.and(SIGNATURES);

    @Test
    void declareAllThatThePluginUses() {
        assertThat(PLUGIN.all()
                        .flatMap(file -> file.types().stream())
                        .filter(SignaturesIT::isOfJenkins)
                        .filter(type -> SIGNATURES.find(type).isEmpty()))
                .isEmpty();
        assertThat(uses().filter(use -> isOfJenkins(owner(use)))
                        .filter(use -> declaring(use).isEmpty()))
                .isEmpty();
    }

    @Test
    void declareNothingElse() {
        Set<String> used = new TreeSet<>();
        uses().flatMap(use -> declaring(use).stream()).forEach(used::add);
        PLUGIN.all().flatMap(SignaturesIT::overridden).forEach(used::add);
        assertThat(SIGNATURES
                        .all()
                        .filter(file -> !file.isAnnotation())
                        .flatMap(file -> file.members().stream()
                                .filter(member -> !isConstructorWithoutArguments(member))
                                .map(member -> file.name() + " " + member))
                        .filter(member -> !used.contains(member)))
                .isEmpty();
    }

    /** A class is needed by the plugin, or by another that is. */
    @Test
    void haveNoClassToSpare() {
        Set<String> needed = new TreeSet<>();
        PLUGIN.all().flatMap(file -> file.types().stream()).forEach(type -> need(type, needed));
        assertThat(SIGNATURES.all().map(ClassFile::name).filter(name -> !needed.contains(name)))
                .containsExactly(NO_TRACE);
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "JENKINS_WAR", matches = ".+")
    void areTrueToJenkins() {
        ClassFiles jenkins = real();
        assertThat(SIGNATURES
                        .all()
                        .filter(file -> jenkins.find(file.name()).isEmpty())
                        .map(ClassFile::name))
                .isEmpty();
        assertThat(SIGNATURES.all().flatMap(file -> file.membersWithKind().stream()
                        .filter(member -> isDeclaredForOthers(file, member))
                        .filter(member -> jenkins.withParents(file.name())
                                .noneMatch(real -> real.membersWithKind().contains(member)))
                        .map(member -> file.name() + " " + member)))
                .isEmpty();
    }

    /** The real classes have more than the signatures declare, and it must compile there as well. */
    @Test
    @EnabledIfEnvironmentVariable(named = "JENKINS_WAR", matches = ".+")
    void nothingOfThePluginHidesWhatJenkinsHas() {
        ClassFiles jenkins = real();
        ClassFiles all = PLUGIN.and(jenkins);
        assertThat(PLUGIN.all().flatMap(file -> all.withParents(file.name())
                        .filter(above -> jenkins.find(above.name()).isPresent())
                        .flatMap(file::clashesWith)))
                .isEmpty();
    }

    private static ClassFiles real() {
        return RealClasses.of(
                Path.of(System.getenv("JENKINS_WAR")), Path.of(System.getenv("JENKINS_PLUGINS")), SIGNATURES);
    }

    private static boolean isDeclaredForOthers(ClassFile file, String member) {
        String plain = member.replaceFirst("^static ", "");
        return file.members().contains(plain) && !isConstructorWithoutArguments(plain);
    }

    /** They are there so that the signatures themselves compile. */
    private static boolean isConstructorWithoutArguments(String member) {
        return member.equals("<init> ()V");
    }

    private static void need(String type, Set<String> needed) {
        SIGNATURES.find(type).filter(file -> needed.add(type)).ifPresent(file -> file.types()
                .forEach(other -> need(other, needed)));
    }

    private static Stream<String> uses() {
        return PLUGIN.all().flatMap(file -> file.uses().stream());
    }

    /** The member of a signature that a use means. */
    private static Optional<String> declaring(String use) {
        String member = use.substring(use.indexOf(' ') + 1);
        return KNOWN.withParents(owner(use))
                .filter(file -> SIGNATURES.find(file.name()).isPresent())
                .filter(file -> file.members().contains(member))
                .map(file -> file.name() + " " + member)
                .findFirst();
    }

    /** The members of signatures that a class gives a body of its own. */
    private static Stream<String> overridden(ClassFile file) {
        List<ClassFile> parents = KNOWN.withParents(file.name())
                .filter(parent -> SIGNATURES.find(parent.name()).isPresent())
                .toList();
        return file.allMembers().stream().flatMap(member -> parents.stream()
                .filter(parent -> parent.members().contains(member))
                .map(parent -> parent.name() + " " + member));
    }

    private static String owner(String use) {
        return use.substring(0, use.indexOf(' '));
    }

    private static boolean isOfJenkins(String type) {
        return Stream.of(
                        "hudson/",
                        "jenkins/",
                        "org/kohsuke/",
                        "org/jenkinsci/",
                        "com/cloudbees/",
                        "net/sf/",
                        "org/springframework/")
                .anyMatch(type::startsWith);
    }
}
