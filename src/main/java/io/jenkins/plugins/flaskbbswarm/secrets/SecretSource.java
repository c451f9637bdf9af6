package io.jenkins.plugins.flaskbbswarm.secrets;

import io.jenkins.plugins.flaskbbswarm.stack.Content;

import java.nio.file.Path;

/** Where the value of a secret comes from. Its text never has the value. */
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

    /** A Jenkins credential: known by name only, until the step that deploys has put its {@link Given} value here. */
    record Credential(String id) implements SecretSource {
        @Override
        public String toString() {
            return "Jenkins credential " + id;
        }
    }

    /** The caller has it already. */
    record Given(Content content) implements SecretSource {
        @Override
        public String toString() {
            return "given";
        }
    }
}
