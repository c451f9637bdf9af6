package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.fakeengine.Recorded;
import io.jenkins.plugins.flaskbbswarm.plan.SpecNormalizer;
import io.jenkins.plugins.flaskbbswarm.plan.SwarmInventory;
import io.jenkins.plugins.flaskbbswarm.release.SwarmSnapshot;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for whatever stack is deployed over whatever other one. */
class PlanPropertiesTest {
    private static final StackDeployOptions PRUNED =
            new StackDeployOptions(ImageResolutionPolicy.NEVER, true, false, StackDeployOptions.ReleaseMode.USUAL);

    @Provide
    Arbitrary<SortedMap<String, String>> services() {
        return GeneratedStacks.services("r.io/a:1", "r.io/a:2");
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void whatWasDeployedIsNoDifference(@ForAll("services") SortedMap<String, String> services) throws Exception {
        try (FakeDeployments fake = new FakeDeployments()) {
            fake.deployText(PRUNED, GeneratedStacks.file(services, "one"));
            fake.swarm.forgetRequests();

            assertThat(fake.planText(PRUNED, GeneratedStacks.file(services, "one"))
                            .plan()
                            .actions())
                    .isEmpty();
            assertThat(fake.deployText(PRUNED, GeneratedStacks.file(services, "one"))
                            .changed())
                    .isFalse();
            assertThat(fake.swarm.writes()).isEmpty();
        }
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void onlyWhatDiffersIsSentAndOnce(
            @ForAll("services") SortedMap<String, String> before,
            @ForAll("services") SortedMap<String, String> after,
            @ForAll boolean sameConfig)
            throws Exception {
        String config = sameConfig ? "one" : "two";
        try (FakeDeployments fake = new FakeDeployments();
                FakeDeployments fresh = new FakeDeployments()) {
            fake.deployText(PRUNED, GeneratedStacks.file(before, "one"));
            Map<String, String> names = namesById(fake);
            fake.swarm.forgetRequests();
            fake.deployText(PRUNED, GeneratedStacks.file(after, config));
            List<Recorded> writes = fake.swarm.writes();

            assertThat(of(writes, "POST", "/services/create")).hasSameSizeAs(minus(after, before));
            assertThat(targets(writes, "DELETE", "/services/(.*)", names))
                    .containsExactlyElementsOf(minus(before, after));
            assertThat(targets(writes, "POST", "/services/(.*)/update", names))
                    .doesNotHaveDuplicates()
                    .isSubsetOf(different(before, after, sameConfig));
            fresh.deployText(PRUNED, GeneratedStacks.file(after, config));
            assertThat(specs(fake.state())).isEqualTo(specs(fresh.state()));
            assertThat(fake.planText(PRUNED, GeneratedStacks.file(after, config))
                            .isEmpty())
                    .isTrue();
        }
    }

    private static TreeSet<String> minus(Map<String, String> one, Map<String, String> other) {
        TreeSet<String> names = new TreeSet<>(one.keySet());
        names.removeAll(other.keySet());
        return names;
    }

    /** The services of both files whose lines differ, or that use a config which does. */
    private static TreeSet<String> different(
            Map<String, String> before, Map<String, String> after, boolean sameConfig) {
        return after.keySet().stream()
                .filter(before::containsKey)
                .filter(name -> !after.get(name).equals(before.get(name))
                        || !sameConfig && after.get(name).contains("configs:"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Recorded> of(List<Recorded> writes, String method, String path) {
        return writes.stream()
                .filter(write -> write.method().equals(method) && write.path().matches(path))
                .toList();
    }

    private static List<String> targets(List<Recorded> writes, String method, String path, Map<String, String> names) {
        return of(writes, method, path).stream()
                .map(write -> names.get(write.path().replaceFirst(path, "$1")))
                .sorted()
                .toList();
    }

    private static Map<String, String> namesById(FakeDeployments fake) throws InterruptedException {
        return fake.state().observed().services().values().stream()
                .collect(Collectors.toMap(
                        SwarmInventory.Service::id, service -> service.name().replace("bb_", "")));
    }

    /** The stack's services in normal form, by name. */
    static SortedMap<String, JsonNode> specs(SwarmSnapshot state) {
        SortedMap<String, JsonNode> specs = new TreeMap<>();
        state.observed().specs().forEach((name, spec) -> specs.put(name, SpecNormalizer.ofService(spec, id -> id)));
        return specs;
    }
}
