package io.jenkins.plugins.flaskbbswarm.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads JSON that comes from outside. Its length bounds little: {@code [[],[],…} takes up twenty times as much as a tree.
 * So the number of its parts is bounded as well, by what this Java's memory allows. Messages never show what was read.
 */
public final class BoundedJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int BYTES_A_PART = 400;

    private final Counting parser;

    private BoundedJson(JsonParser parser) {
        this.parser = new Counting(parser);
    }

    /** Of values one after the other. */
    public static BoundedJson of(InputStream in) throws IOException {
        return new BoundedJson(MAPPER.createParser(in));
    }

    /**
     * One value; a missing node if there is none.
     *
     * @throws MalformedAnswerException if it is not JSON, or too large
     */
    public static JsonNode tree(byte[] bytes) throws IOException {
        return new BoundedJson(MAPPER.createParser(bytes)).next().orElseGet(MissingNode::getInstance);
    }

    /**
     * The next value, empty at the end.
     *
     * @throws MalformedAnswerException if it is not JSON, or too large
     */
    public Optional<JsonNode> next() throws IOException {
        parser.left = most();
        try {
            return Optional.ofNullable(MAPPER.readTree(parser));
        } catch (StreamConstraintsException e) {
            throw new MalformedAnswerException(
                    "it holds more values, or deeper ones, than Java's memory (-Xmx) allows");
        } catch (JacksonException e) {
            // Without a cause: the parser's words would show a piece of the answer.
            throw new MalformedAnswerException("it is not valid JSON");
        }
    }

    private static long most() {
        return Runtime.getRuntime().maxMemory() / BYTES_A_PART;
    }

    /** Ends with an error after so many parts: names, values, beginnings and ends. */
    private static final class Counting extends JsonParserDelegate {
        private long left;

        Counting(JsonParser parser) {
            super(parser);
        }

        @Override
        public JsonToken nextToken() throws IOException {
            count();
            return super.nextToken();
        }

        @Override
        public String nextFieldName() throws IOException {
            return nextToken() == JsonToken.FIELD_NAME ? currentName() : null;
        }

        private void count() throws StreamConstraintsException {
            if (--left < 0) {
                throw new StreamConstraintsException("too many parts");
            }
        }
    }
}
