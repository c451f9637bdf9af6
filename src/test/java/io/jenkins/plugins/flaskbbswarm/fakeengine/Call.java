package io.jenkins.plugins.flaskbbswarm.fakeengine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/** A request in the hands of its handler. */
record Call(Recorded request, Matcher path) {
    /** A part of the path that the route left open. */
    String part(int number) {
        return path.group(number);
    }

    Optional<String> parameter(String name) {
        for (String pair : request.query().split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts[0].equals(name)) {
                return Optional.of(parts.length > 1 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "");
            }
        }
        return Optional.empty();
    }

    boolean flag(String name) {
        return parameter(name)
                .filter(value -> value.equals("1") || value.equals("true"))
                .isPresent();
    }

    /** The values of a filter, in both spellings of the API. */
    List<String> filter(String name) {
        List<String> values = new ArrayList<>();
        JsonNode filter = parse(parameter("filters").orElse("{}")).path(name);
        if (filter.isArray()) {
            filter.forEach(value -> values.add(value.asText()));
        } else {
            filter.fieldNames().forEachRemaining(values::add);
        }
        return values;
    }

    ObjectNode json() {
        return parse(request.text());
    }

    private static ObjectNode parse(String text) {
        try {
            return (ObjectNode) Store.JSON.readTree(text);
        } catch (IOException | ClassCastException e) {
            throw new Refusal(400, "unexpected EOF");
        }
    }
}
