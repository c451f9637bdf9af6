package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.http.BodyException;
import io.jenkins.plugins.flaskbbswarm.http.BoundedJson;
import io.jenkins.plugins.flaskbbswarm.http.DeadlineException;
import io.jenkins.plugins.flaskbbswarm.http.HttpAnswer;
import io.jenkins.plugins.flaskbbswarm.http.MalformedAnswerException;
import io.jenkins.plugins.flaskbbswarm.http.NotConnectedException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import javax.net.ssl.SSLException;

/** Turns what went wrong with a request into an exception whose message a newcomer can act on. */
final class ErrorMessages {
    /** Longer texts are not error messages of an engine. */
    private static final int MOST_OF_AN_ERROR = 16 * 1024;

    private final EngineAddress address;

    ErrorMessages(EngineAddress address) {
        this.address = address;
    }

    /** For a request that got no whole answer. */
    RuntimeException failure(Request request, IOException e) {
        if (e instanceof BodyException body) {
            return new UncheckedIOException(body.getCause());
        }
        if (e instanceof NotConnectedException || e instanceof SSLException) {
            return new ConnectionErrorMessages(address).failure(e);
        }
        if (e instanceof MalformedAnswerException) {
            return unreadable(request, e);
        }
        boolean write = !request.isRead();
        String advice = write ? "; it may have been done all the same" : "";
        if (e instanceof DeadlineException) {
            return new EngineException.TimedOut(
                    "%s: %s from the engine at %s%s; see whether it is overloaded or its swarm without a leader"
                            .formatted(RequestDescription.of(request), e.getMessage(), address, advice),
                    write,
                    e);
        }
        return new EngineException.Broken(
                "%s: the connection to the engine at %s broke (%s)%s; see whether the engine stopped"
                        .formatted(RequestDescription.of(request), address, e.getMessage(), advice),
                write,
                e);
    }

    /** For an answer of status 300 or more: engines do not send anybody elsewhere. */
    EngineException refused(Request request, int status, byte[] body) {
        EngineErrorResponse refusal = new EngineErrorResponse(status, message(status, body));
        return new EngineException.Refused(
                "%s: the engine at %s says '%s'%s"
                        .formatted(RequestDescription.of(request), address, refusal.message(), refusal.remedy()),
                refusal,
                !request.isRead());
    }

    EngineException refused(Request request, HttpAnswer answer) {
        return refused(request, answer.status(), answer.body());
    }

    /** For an engine that takes no version of the API that we speak; empty if it does. */
    Optional<String> tooNewForUs(HttpAnswer answer) {
        EngineErrorResponse refusal = new EngineErrorResponse(answer.status(), message(answer.status(), answer.body()));
        return answer.status() >= 400 && refusal.isTooNewForUs()
                ? Optional.of("the engine at " + address + " is newer than this flaskbb-swarm (it says '"
                        + refusal.message() + "')" + refusal.remedy())
                : Optional.empty();
    }

    /** For an error in the stream of an answer that began well. */
    EngineException failed(Request request, String engineMessage) {
        return new EngineException.Failed(RequestDescription.of(request) + " failed: " + engineMessage, engineMessage);
    }

    /** An answer that is no HTTP, no JSON, or not the JSON that it should be. */
    EngineException unreadable(Request request, IOException e) {
        return new EngineException.Malformed(
                "%s: the engine at %s gave an answer that cannot be read (%s); see whether something else listens there"
                        .formatted(RequestDescription.of(request), address, e.getMessage()),
                !request.isRead(),
                e);
    }

    private static String withoutTags(String text) {
        return text.startsWith("<")
                ? text.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip()
                : text;
    }

    private static String message(int status, byte[] body) {
        String text = new String(body, 0, Math.min(body.length, MOST_OF_AN_ERROR), StandardCharsets.UTF_8).strip();
        try {
            JsonNode message = BoundedJson.tree(body).path("message");
            text = message.asText(text);
        } catch (IOException e) {
            // A proxy in between, or a page of an HTTP server: its plain text is all there is to show.
            return text.isEmpty() ? "status " + status : withoutTags(text);
        }
        return text.isEmpty() ? "status " + status : cut(withoutTags(text));
    }

    private static String cut(String text) {
        return text.length() <= MOST_OF_AN_ERROR ? text : text.substring(0, MOST_OF_AN_ERROR) + "…";
    }
}
