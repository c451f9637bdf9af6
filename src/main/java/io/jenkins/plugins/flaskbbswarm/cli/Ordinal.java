package io.jenkins.plugins.flaskbbswarm.cli;

import picocli.CommandLine.TypeConversionException;

/** The number of a release or of a pull request: these count from 1. */
record Ordinal(int number) {
    static Ordinal parse(String text) {
        if (!text.matches("[1-9]\\d{0,8}")) {
            throw new TypeConversionException("'" + text + "' is not a valid number; write a whole number from 1 on");
        }
        return new Ordinal(Integer.parseInt(text));
    }
}
