package io.jenkins.plugins.flaskbbswarm.jenkins.agent;

import hudson.AbortException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an agent answered to the controller: it may be anything, so each value is taken for what it should be or refused. */
public record AgentAnswer(Map<String, Object> values) {
    private static final int LONGEST = 1 << 20;

    /** @throws AbortException if it is no text, or far too long */
    public String text(String name) throws AbortException {
        return text(name, values.get(name));
    }

    /** @throws AbortException if it is there and is no text */
    public Optional<String> optionalText(String name) throws AbortException {
        return values.get(name) == null ? Optional.empty() : Optional.of(text(name));
    }

    /** @throws AbortException if it is no list of texts */
    public List<String> texts(String name) throws AbortException {
        if (!(values.get(name) instanceof List<?> all)) {
            throw malformed(name);
        }
        List<String> texts = new ArrayList<>();
        for (Object one : all) {
            texts.add(text(name, one));
        }
        return texts;
    }

    /** The error of a value that is not what it should be. */
    public static AbortException malformed(String name) {
        return new AbortException("The agent's answer has no usable '" + name + "', as that of this plugin has; restart"
                + " the agent, and if that does not help, look at who else can change what runs there");
    }

    private static String text(String name, Object value) throws AbortException {
        if (value instanceof String text && text.length() <= LONGEST) {
            return text;
        }
        throw malformed(name);
    }
}
