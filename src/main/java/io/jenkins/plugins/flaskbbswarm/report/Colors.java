package io.jenkins.plugins.flaskbbswarm.report;

/** What is drawn, in colours of middle brightness that read on light and on dark. */
final class Colors {
    static final String NEUTRAL = "#8a8f98";
    static final String GOOD = "#2f9e5b";
    static final String DOUBTFUL = "#c98a1b";
    static final String BAD = "#d64545";

    private Colors() {}
}
