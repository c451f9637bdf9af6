package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.images.IgnoreRules.Match;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.BitSet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The rules that Docker documents and its matcher shows, one a row. A space between patterns is a new line. */
class IgnoreRulesTest {
    @ParameterizedTest(name = "[{0}] {1} → {2}")
    @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
            # plain names, anchored at the context
            a               | a            | ignored
            a               | b            | kept
            a               | sub/a        | kept
            a               | ab           | kept
            a.b             | axb          | kept
            a/b             | a/b          | ignored
            # a directory takes all below it along
            a               | a/b/c        | ignored
            a/b             | a/b/c/d      | ignored
            a/b             | a/c          | kept
            # slashes, dots
            /a              | a            | ignored
            a/              | a/x          | ignored
            /a/b/           | a/b/c        | ignored
            //a//b          | a/b          | ignored
            ./a             | a            | ignored
            a/./b           | a/b          | ignored
            a/../b          | b            | ignored
            a/../b          | a            | kept
            ../a            | a            | kept
            /../a           | a            | ignored
            .               | a            | kept
            /               | a            | kept
            # one star stays within a name
            *               | a            | ignored
            *               | .hidden      | ignored
            *               | a/b          | ignored
            *.md            | README.md    | ignored
            *.md            | doc/A.md     | kept
            */*.md          | doc/A.md     | ignored
            */*.md          | a/doc/A.md   | kept
            a*b             | a/b          | kept
            a*b*c           | axbyc        | ignored
            .*              | .git         | ignored
            .*              | git          | kept
            # two stars cross directories
            **              | a/b/c        | ignored
            **/             | a/b/c        | ignored
            **/**           | a/b          | ignored
            **/*.pyc        | a.pyc        | ignored
            **/*.pyc        | a/b/c.pyc    | ignored
            **/*.pyc        | a/b/c.py     | kept
            **/foo          | foo          | ignored
            **/foo          | a/b/foo      | ignored
            **/foo          | a/foo/b      | ignored
            **/foo          | a/xfoo       | kept
            **/.foo         | bar.foo      | kept
            **foo           | foo          | ignored
            **foo           | a/b/foo      | ignored
            **foo           | xfoo         | ignored
            **foo*          | xfoo         | kept
            **foo*          | a/food       | ignored
            **/foo/bar      | a/foo/bar    | ignored
            **/foo/bar      | foo/bar/x    | ignored
            foo/**          | foo          | kept
            foo/**          | foo/a/b      | ignored
            foo**           | foobar       | ignored
            foo**           | xfoo         | kept
            foo/**/bar      | foo/bar      | ignored
            foo/**/bar      | foo/a/b/bar  | ignored
            foo/**/bar      | foo/xbar     | kept
            a**/*.txt       | a/b/c.txt    | ignored
            a/*/**          | a/b          | kept
            a/*/**          | a/b/c        | ignored
            # one character
            a?c             | abc          | ignored
            a?c             | ac           | kept
            a?c             | a/c          | kept
            a?c             | a☺c          | ignored
            a?c             | a😀c          | ignored
            # classes
            a[b-d]e         | ace          | ignored
            a[b-d]e         | aae          | kept
            a[^b-d]e        | aze          | ignored
            a[^b-d]e        | abe          | kept
            a[!b]c          | a!c          | ignored
            a[!b]c          | axc          | kept
            [a-ζ]*          | α            | ignored
            [\\]a]          | "]"          | ignored
            [x\\-]          | -            | ignored
            [.&&[]          | &            | ignored
            [*]             | *            | ignored
            [*]             | a            | kept
            a]              | a]           | ignored
            # escapes, and characters that mean nothing here
            a\\*b           | a*b          | ignored
            a\\*b           | axb          | kept
            \\!a            | !a           | ignored
            \\#a            | #a           | ignored
            a\\\\b          | a\\b         | ignored
            \\d             | d            | ignored
            \\d             | 1            | kept
            a(b)c           | a(b)c        | ignored
            a.)$(}+{bc      | a.)$(}+{bc   | ignored
            a^b             | a^b          | ignored
            """)
    void onePattern(String patterns, String path, String expected) {
        assertThat(judge(patterns, path)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "[{0}] {1} → {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # the last match wins
            *.md !README.md                       | README.md               | kept
            !README.md *.md                       | README.md               | ignored
            *.md !README*.md README-secret.md     | README-secret.md        | ignored
            *.md README-secret.md !README*.md     | README-secret.md        | kept
            a !a a                                | a                       | ignored
            # taking back below an ignored directory
            docs !docs/README.md                  | docs/README.md          | kept
            docs !docs/README.md                  | docs/other.md           | ignored
            docs/ !docs/README.md                 | docs/README.md          | kept
            docs/* !docs/README.md                | docs/README.md          | kept
            * !util/docker/web                    | util/docker/web/a       | kept
            * !util/docker/web                    | util/docker/other       | ignored
            ** !util/docker/web util/docker/web/a | util/docker/web/a       | ignored
            ** !dist/*.whl                        | dist/a.whl              | kept
            a !a/b a/b/c !a/b/c/d                 | a/b/c/d/e               | kept
            a !a/b a/b/c !a/b/c/d                 | a/b/c/x                 | ignored
            a !**/keep                            | a/x/keep                | kept
            a !**/keep                            | a/x/keep/z              | kept
            # a rule not needed for the directory is not inherited from it
            */b !a                                | a/b                     | ignored
            # what is taken back need not have been ignored
            !a                                    | a                       | kept
            """)
    void severalPatterns(String patterns, String path, String expected) {
        assertThat(judge(patterns, path)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} → {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # directory a is ignored: is there a reason to look into it?
            a            | a     | false
            a !b         | a     | false
            a !ab        | a     | false
            a !a/b       | a     | true
            a !a/b/c     | a/b   | true
            a !a/b/c     | a/x   | false
            a !a/*       | a     | true
            a !a*/b      | a     | true
            a !**/keep   | a/b/c | true
            a !b/**/keep | a     | false
            """)
    void looksOnlyWhereSomethingMayBeKept(String patterns, String directory, boolean expected) {
        assertThat(rules(patterns).mayKeepBelow(directory)).isEqualTo(expected);
    }

    @Test
    void commentsBlanksMarksAndLineEnds() {
        IgnoreRules rules = IgnoreRules.parse("i", "\uFEFF# c\r\n\r\n  a  \r\n #b\r\n\t\n! c \r\nc\r\n!c");
        assertThat(rules.match("a").ignored()).isTrue();
        assertThat(rules.match("#b").ignored())
                .as("a comment begins in the first column")
                .isTrue();
        assertThat(rules.match("# c").ignored()).isFalse();
        assertThat(rules.match("c").ignored()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [      | it ends within [...] or after a backslash
            a[     | it ends within [...] or after a backslash
            [^bc   | it ends within [...] or after a backslash
            \\     | it ends within [...] or after a backslash
            a[\\   | it ends within [...] or after a backslash
            []a]   | '-' and ']' inside [...] need a backslash before them
            [-x]   | '-' and ']' inside [...] need a backslash before them
            [x-]   | '-' and ']' inside [...] need a backslash before them
            [a-b-c]| '-' and ']' inside [...] need a backslash before them
            [z-a]  | the range in [...] ends before it begins
            !      | there is nothing after '!'
            """)
    void invalid(String pattern, String reason) {
        assertThatThrownBy(() -> IgnoreRules.parse("/src/.dockerignore", "ok\n\n" + pattern + "\n"))
                .isInstanceOf(ImageException.class)
                .hasMessage("/src/.dockerignore:3: '" + pattern + "' is not a pattern, since " + reason
                        + "; correct or remove the line");
    }

    private static IgnoreRules rules(String patterns) {
        return IgnoreRules.parse("test", patterns.replace(' ', '\n'));
    }

    /** Goes down to the path as the walk over a context does. */
    private static String judge(String patterns, String path) {
        IgnoreRules rules = rules(patterns);
        Match match = new Match(false, new BitSet());
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            match = rules.match(path.substring(0, slash), match);
        }
        return rules.match(path, match).ignored() ? "ignored" : "kept";
    }
}
