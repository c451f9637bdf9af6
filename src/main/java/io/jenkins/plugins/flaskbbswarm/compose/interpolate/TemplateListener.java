package io.jenkins.plugins.flaskbbswarm.compose.interpolate;

/** Is told what is odd about a text with variables. */
interface TemplateListener {
    /** A variable has no value, and nothing says what to do without one. */
    void unset(String variable);

    /** A variable that must have a value has none. */
    void missing(String variable, String message);

    /** A dollar sign introduces nothing; {@code dropped} if the reference passes over it in silence. */
    void invalid(boolean dropped);

    /** Something that the reference does not understand, and we do. */
    void modern(String form);

    /** The reference takes a text for a default value, and its author probably did not. */
    void surprisingDefault(String variable, String text);
}
