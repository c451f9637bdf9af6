package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import io.jenkins.plugins.flaskbbswarm.fakeengine.Fault;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What comes of a build while others push images of the same sources, or of others, in orders that are bad luck. */
class BuildsAtOnceTest {
    private static final String REPOSITORY = "registry.test:5000/app";
    private static final String THEIRS = "sha256:" + "b".repeat(64);
    private static final String THIRD = "sha256:" + "c".repeat(64);

    private final FakeSwarm swarm = FakeSwarm.withNodes("n1").hasRegistry("registry.test:5000");
    private final List<Event> events = new ArrayList<>();

    @TempDir
    private Path context;

    private Engine engine;
    private ImageBuilder builder;

    @BeforeEach
    void connect() throws Exception {
        Files.writeString(context.resolve("Dockerfile"), "FROM debian:13\n");
        engine = Engine.connect(EngineAddress.parse(swarm.address()));
        builder = new ImageBuilder(engine, RegistryLogins.none(), events::add);
    }

    @AfterEach
    void close() {
        engine.close();
        swarm.close();
    }

    /**
     * {@code moment}: {@code before} or {@code after} (between deed and answer) the nth request of a kind: {@code look}s
     * at the mark, {@code push}es and {@code name}s given on the engine, of the mark or a tag. {@code deed}: what others do
     * then. {@code image}: which one is deployed. {@code mark} and {@code tag}: what they point to in the end.
     */
    @ParameterizedTest(name = "{6}")
    @CsvSource(
            delimiter = '|',
            value = {
                // moment             | deed                     | image  | mark   | tag    | told  | why
                "never                | -                        | ours   | ours   | ours   | -     | nobody else",
                "before look 1        | mark elsewhere           | theirs | theirs | theirs | theirs | first: nothing is pushed",
                "after look 1         | mark elsewhere           | ours   | ours   | ours   | -     | ours overwrites and is looked at",
                "before push mark     | mark elsewhere           | ours   | ours   | ours   | -     | the same, at the last moment",
                "after push mark      | mark elsewhere           | theirs | theirs | theirs | theirs | theirs overwrites at once",
                "before look 2        | mark elsewhere           | theirs | theirs | theirs | theirs | or a little later",
                "after look 2         | mark elsewhere           | theirs | theirs | theirs | theirs | or while tags are pushed",
                "after push tag       | mark elsewhere           | theirs | theirs | theirs | theirs | or when they are",
                "before look 3        | mark elsewhere           | theirs | theirs | theirs | theirs | or at the last look",
                "after look 3         | mark elsewhere           | ours   | theirs | ours   | -     | after it: each has its own",
                "after push mark      | mark and tag elsewhere   | theirs | theirs | theirs | theirs | who uses the same tag, too",
                "after push tag       | mark and tag elsewhere   | theirs | theirs | theirs | theirs | and has it already",
                "before push mark     | mark here                | theirs | theirs | theirs | -     | the engine pushes what the name means",
                "before push tag      | mark and tag here        | ours   | ours   | ours   | -     | a later build here had both names",
                "before push tag      | tag here, mark elsewhere | theirs | theirs | theirs | theirs | who was first here as well",
                "before push tag      | tag here                 | refused |       |        |       | of other sources",
                "before look 1        | gone before it is pulled | ours   | ours   | ours   | -     | a mark whose image is removed",
                "before look 3        | mark removed             | ours   | -      | -      | -     | a sweep took it with its tags",
                "before look 3        | mark elsewhere twice     | third  | third  | third  | theirs third | and another one",
            })
    void inBadOrders(String moment, String deed, String image, String mark, String tag, String told, String why)
            throws Exception {
        LocalImage built = builder.build(builder.decide(request().build()));
        swarm.forgetRequests();
        events.clear();
        deed(moment, built, deed);

        if (image.equals("refused")) {
            assertThatThrownBy(() -> builder.push(built))
                    .hasMessageContaining("the registry took " + REPOSITORY + ":1 as bbbbbbbbbbbb instead of ")
                    .hasMessageContaining("an image of other sources under the same name")
                    .hasMessageEndingWith("run one build at a time");
            return;
        }
        BuiltImage done = builder.push(built);
        Map<String, String> registry = swarm.registry();
        assertThat(name(done.pinned().digest().orElseThrow().value())).isEqualTo(image);
        assertThat(name(registry.get(built.mark().familiar()))).as("the mark").isEqualTo(mark);
        assertThat(name(registry.get(REPOSITORY + ":1"))).as("the tag").isEqualTo(tag);
        assertThat(told()).isEqualTo(told.equals("-") ? List.of() : List.of(told.split(" ")));
    }

    private void deed(String moment, LocalImage built, String deed) {
        if (moment.equals("never")) {
            return;
        }
        String mark = built.mark().familiar();
        String[] words = moment.split(" ");
        Runnable run = () -> someoneElse(deed, mark);
        Fault fault = words[1].equals("push") ? push(words[2], mark) : look(Integer.parseInt(words[2]), mark);
        if (words[0].equals("before")) {
            fault.before(run);
        } else {
            fault.after(run);
        }
    }

    private Fault push(String what, String mark) {
        return swarm.on("POST", "/images/" + REPOSITORY + "/push")
                .asking("tag=" + (what.equals("mark") ? mark.substring(mark.lastIndexOf(':') + 1) : "1"));
    }

    private Fault look(int number, String mark) {
        for (int i = 1; i < number; i++) {
            swarm.on("GET", "/distribution/" + mark + "/json").before(() -> {});
        }
        return swarm.on("GET", "/distribution/" + mark + "/json");
    }

    private void someoneElse(String deed, String mark) {
        String tag = REPOSITORY + ":1";
        switch (deed) {
            case "mark elsewhere" -> swarm.isPushedElsewhere(mark, THEIRS);
            case "mark and tag elsewhere" ->
                swarm.isPushedElsewhere(mark, THEIRS).isPushedElsewhere(tag, THEIRS);
            case "mark here" -> swarm.hasNameOf(mark, THEIRS);
            case "tag here" -> swarm.hasNameOf(tag, THEIRS);
            case "mark and tag here" -> swarm.hasNameOf(mark, THEIRS).hasNameOf(tag, THEIRS);
            case "tag here, mark elsewhere" -> swarm.hasNameOf(tag, THEIRS).isPushedElsewhere(mark, THEIRS);
            case "mark removed" -> swarm.isRemovedFromRegistry(swarm.registry().get(mark));
            case "gone before it is pulled" -> {
                swarm.isPushedElsewhere(mark, THEIRS);
                swarm.on("POST", "/images/create").before(() -> swarm.isRemovedFromRegistry(THEIRS));
            }
            case "mark elsewhere twice" -> {
                swarm.isPushedElsewhere(mark, THEIRS);
                push("tag", mark).before(() -> swarm.isPushedElsewhere(mark, THIRD));
            }
            default -> throw new IllegalArgumentException(deed);
        }
    }

    @Test
    void askedToBuildAnewReplacesTheImageThatThereIs() throws Exception {
        LocalImage built = builder.build(builder.decide(request().pull(true).build()));
        swarm.isPushedElsewhere(built.mark().familiar(), THEIRS);
        String digest = builder.push(built).pinned().digest().orElseThrow().value();
        assertThat(digest).isNotEqualTo(THEIRS);
        assertThat(swarm.registry()).containsEntry(built.mark().familiar(), digest);
        assertThat(told()).isEmpty();
    }

    @Test
    void anImageThatWasFoundIsLookedAtAgainWhenItsTagsArePushed() throws Exception {
        LocalImage first = builder.build(builder.decide(request().build()));
        builder.push(first);
        events.clear();
        ImageBuild more = ImageBuild.of(context, request().build().repository(), List.of("1", "2"))
                .build();
        LocalImage found = builder.build(builder.decide(more));
        swarm.isPushedElsewhere(found.mark().familiar(), THEIRS);
        assertThat(builder.push(found).pinned().digest().orElseThrow().value()).isEqualTo(THEIRS);
        assertThat(swarm.registry()).containsEntry(REPOSITORY + ":2", THEIRS);
        assertThat(told()).containsExactly("theirs");
    }

    @Test
    void aRegistryThatFailsForAMomentIsAskedAgain() throws Exception {
        LocalImage built = builder.build(builder.decide(request().build()));
        swarm.on("GET", "/distribution/.*").times(3).refuse(500, "received unexpected HTTP status: 500 Internal");
        builder.push(built);
        swarm.on("GET", "/distribution/.*").times(4).refuse(500, "received unexpected HTTP status: 500 Internal");
        assertThatThrownBy(() -> builder.push(built))
                .hasMessageContaining("fails (received unexpected HTTP status: 500");
    }

    private ImageBuild.Builder request() {
        return ImageBuild.of(context, ImageReference.parse(REPOSITORY), List.of("1"));
    }

    private List<String> told() {
        return events.stream()
                .filter(Event.Note.class::isInstance)
                .map(event -> ((Event.Note) event).text())
                .filter(text -> text.matches("another build of the same sources pushed .* meanwhile, so that is taken"))
                .map(text ->
                        text.contains("bbbbbbbbbbbb") ? "theirs" : text.contains("cccccccccccc") ? "third" : "ours")
                .toList();
    }

    private static String name(String digest) {
        return Optional.ofNullable(digest)
                .map(value -> value.equals(THEIRS) ? "theirs" : value.equals(THIRD) ? "third" : "ours")
                .orElse("-");
    }
}
