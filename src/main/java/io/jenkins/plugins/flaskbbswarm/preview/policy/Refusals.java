package io.jenkins.plugins.flaskbbswarm.preview.policy;

/** Takes what a rule of the preview policy refuses, to make a sentence of it. */
interface Refusals {
    /**
     * Notes one.
     *
     * @param rule its name
     * @param what what is wrong; the rest of a sentence where the caller knows its subject
     * @param remedy what to do about it
     */
    void refuse(String rule, String what, String remedy);
}
