package io.jenkins.plugins.flaskbbswarm.deploy;

import java.nio.file.Path;

/** Where the value of a secret comes from. Never the value itself. */
public sealed interface SecretSource {
    /** Made once with 32 random bytes (64 hex digits), then kept. */
    record Generate() implements SecretSource {
        @Override
        public String toString() {
            return "generate";
        }
    }

    /** An environment variable of the process. */
    record Environment(String variable) implements SecretSource {
        @Override
        public String toString() {
            return "environment variable " + variable;
        }
    }

    /** All bytes of a file. */
    record File(Path path) implements SecretSource {
        @Override
        public String toString() {
            return "file " + path;
        }
    }
}
