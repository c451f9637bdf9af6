package io.jenkins.plugins.flaskbbswarm.preview.resources;

import io.jenkins.plugins.flaskbbswarm.stack.Digest;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of {@code r.test/app:pr-1}. */
class TagDecisionTest {
    /**
     * {@code going}: the preview's tags. {@code held}: the registry's, each with its image. {@code tags}: others'.
     * {@code images}: what others run.
     */
    @ParameterizedTest(name = "{5}: {4}")
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            nullValues = "-",
            value = {
                // going     | held                        | tags     | images | fate            | why
                "pr-1        | 'pr-1=A'                    | ''       | ''     | removed A       | it is the only tag",
                "pr-1        | ''                          | ''       | ''     | gone            | was never pushed",
                "pr-1        | 'x=A'                       | ''       | ''     | gone            | was removed before",
                "pr-1        | 'pr-1=A x=B'                | 'x'      | 'B'    | removed A       | others have another",
                "pr-1        | 'pr-1=A src-0123456789abcdef=A' | ''   | ''     | removed A       | builds only know it",
                "pr-1        | 'pr-1=A src-fix=A'          | ''       | ''     | parted src-fix  | is no mark of builds",
                "pr-1 pr-1-b | 'pr-1=A pr-1-b=A'           | ''       | ''     | removed A       | both go",
                "pr-1        | 'pr-1=A latest=A'           | ''       | ''     | parted latest   | another tag",
                "pr-1        | 'pr-1=A pr-2=A latest=A'    | 'pr-2'   | 'A'    | parted latest pr-2 | other tags",
                "pr-1        | 'pr-1=A'                    | 'pr-1'   | ''     | kept by tag     | another names it",
                "pr-1        | 'pr-1=A'                    | ''       | 'A'    | kept by image   | runs under a lost tag",
                "pr-1        | 'pr-1=A src-0123456789abcdef=A' | 'pr-2' | ''   | parted pr-2     | about to be pushed",
                "pr-1 pr-1-b | 'pr-1=A pr-1-b=A'           | 'pr-1-b' | ''     | parted pr-1-b   | the other one stays",
            })
    void isDecidedByWhoElseNeedsIt(String going, String held, String tags, String images, String fate, String why) {
        Map<ImageReference, String> byTag = new HashMap<>();
        words(tags).forEach(tag -> byTag.put(image(tag), "by tag"));
        Map<Digest, String> byImage = new HashMap<>();
        words(images).forEach(image -> byImage.put(digest(image), "by image"));
        SortedMap<String, Digest> registry = new TreeMap<>();
        words(held).map(pair -> pair.split("=")).forEach(pair -> registry.put(pair[0], digest(pair[1])));
        List<ImageReference> all = words(going).map(TagDecisionTest::image).toList();

        assertThat(text(TagDecision.of(image("pr-1"), all, registry, new TagReferences(byTag, byImage))))
                .as(why)
                .isEqualTo(fate);
    }

    private static Stream<String> words(String text) {
        return Stream.of(text.split(" ")).filter(word -> !word.isEmpty());
    }

    private static ImageReference image(String tag) {
        return ImageReference.parse("r.test/app:" + tag);
    }

    private static Digest digest(String letter) {
        return new Digest("sha256:" + letter.toLowerCase(java.util.Locale.ROOT).repeat(64));
    }

    private static String text(TagDecision fate) {
        if (fate instanceof TagDecision.Kept kept) {
            return "kept " + kept.user();
        }
        if (fate instanceof TagDecision.Parted parted) {
            return "parted " + String.join(" ", parted.others());
        }
        return fate instanceof TagDecision.Removed removed
                ? "removed " + removed.digest().value().substring(7, 8).toUpperCase(java.util.Locale.ROOT)
                : "gone";
    }
}
