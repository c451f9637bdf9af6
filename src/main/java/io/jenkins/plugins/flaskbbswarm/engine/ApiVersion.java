package io.jenkins.plugins.flaskbbswarm.engine;

import io.jenkins.plugins.flaskbbswarm.http.HttpAnswer;
import io.jenkins.plugins.flaskbbswarm.http.HttpClient;
import io.jenkins.plugins.flaskbbswarm.text.Advice;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of the engine's API, such as 1.41. */
record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {
    /** Engine 20.10: the first one whose jobs and BuildKit are as we need them. */
    private static final ApiVersion OLDEST = new ApiVersion(1, 41);
    /** The newest one that we know: that of engines 29 in the summer of 2026. */
    static final ApiVersion NEWEST = new ApiVersion(1, 55);

    private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

    /**
     * Asks an engine for its version and takes the lower one of its and ours. Engines drop old versions, so one that is newer
     * than we are is asked whether it still takes ours.
     */
    static ApiVersion negotiate(HttpClient http, Duration deadline, EngineAddress address, ErrorMessages wording)
            throws InterruptedException {
        Request ping = Request.get("_ping");
        HttpAnswer answer;
        try {
            answer = http.send(ping.toHttp(""), deadline);
        } catch (IOException e) {
            throw wording.failure(ping, e);
        }
        if (answer.status() >= 300) {
            throw wording.refused(ping, answer);
        }
        ApiVersion theirs = answer.header("Api-Version")
                .map(FORM::matcher)
                .filter(Matcher::matches)
                .map(form -> new ApiVersion(number(form, 1), number(form, 2)))
                .orElseThrow(() -> new EngineException.Unreachable(
                        "what answers at " + address + " is not a Docker Engine: "
                                + Advice.of("set DOCKER_HOST to one", "name one with host: 'tcp://…' or a target"),
                        false,
                        null));
        ApiVersion agreed = agree(theirs, address);
        if (theirs.compareTo(agreed) > 0) {
            requireToTake(agreed, http, deadline, wording);
        }
        return agreed;
    }

    private static void requireToTake(ApiVersion version, HttpClient http, Duration deadline, ErrorMessages wording)
            throws InterruptedException {
        Request ping = Request.get("_ping");
        try {
            HttpAnswer answer = http.send(ping.toHttp("/v" + version), deadline);
            Optional<String> refusal = wording.tooNewForUs(answer);
            if (refusal.isPresent()) {
                throw new EngineException.Unreachable(refusal.get(), false, null);
            }
        } catch (IOException e) {
            throw wording.failure(ping, e);
        }
    }

    private static int number(Matcher form, int group) {
        return Integer.parseInt(form.group(group));
    }

    private static ApiVersion agree(ApiVersion theirs, EngineAddress address) {
        if (theirs.compareTo(OLDEST) < 0) {
            throw new EngineException.Unreachable(
                    "the engine at " + address + " speaks API " + theirs + " only, and " + OLDEST
                            + " is needed: install Docker Engine 20.10 or newer there",
                    false,
                    null);
        }
        return theirs.compareTo(NEWEST) < 0 ? theirs : NEWEST;
    }

    @Override
    public int compareTo(ApiVersion other) {
        return Comparator.comparingInt(ApiVersion::major)
                .thenComparingInt(ApiVersion::minor)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
