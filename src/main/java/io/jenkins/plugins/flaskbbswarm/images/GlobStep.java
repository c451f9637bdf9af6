package io.jenkins.plugins.flaskbbswarm.images;

import java.util.function.IntPredicate;

/**
 * One part of a path pattern.
 *
 * @param takes the characters that lead to the next part
 * @param keeps the characters that may be read without leaving this one
 * @param skip how many parts, from this one on, may be passed without reading anything
 */
record GlobStep(IntPredicate takes, IntPredicate keeps, int skip) {
    private static final IntPredicate NONE = c -> false;
    private static final IntPredicate NOT_SLASH = c -> c != '/';

    /** Any one character of a name. */
    static final GlobStep ONE = one(NOT_SLASH);

    /** Any part of a name. */
    static final GlobStep STAR = new GlobStep(NONE, NOT_SLASH, 1);

    /** Any part of a path. */
    static final GlobStep ALL = new GlobStep(NONE, c -> true, 1);

    /** No directory, or what {@link #DIRECTORIES} stands for, which must follow. */
    static final GlobStep PERHAPS = new GlobStep(NONE, NONE, 2);

    /** Any number of directories, with the slash behind them. */
    static final GlobStep DIRECTORIES = new GlobStep(c -> c == '/', c -> true, 0);

    /** One character of some. */
    static GlobStep one(IntPredicate takes) {
        return new GlobStep(takes, NONE, 0);
    }

    boolean passes(int character) {
        return takes.test(character);
    }

    boolean stays(int character) {
        return keeps.test(character);
    }
}
