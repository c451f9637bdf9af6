package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.compose.FileReader;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredStack;

import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * On which terms a stack is deployed, where not everybody who writes its files is trusted.
 *
 * @param files reads what the files name; refuses what they may not
 * @param finish the last to change what is wanted, or to refuse it, before anything is touched
 * @param builtImage looks at the labels of each image that was built, before it is pushed, or refuses it: its name in
 *     {@code deploy.yml}, an object of texts
 */
public record Terms(FileReader files, UnaryOperator<DesiredStack> finish, BiConsumer<String, JsonNode> builtImage) {
    /** All is as the files say. */
    public static final Terms NONE = new Terms(new DiskFiles(), UnaryOperator.identity(), (image, labels) -> {});
}
