package io.jenkins.plugins.flaskbbswarm.fakeengine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which handler answers which request. */
final class Routes {
    private final Map<Pattern, Handler> handlers = new LinkedHashMap<>();

    /** @param route method and path, such as {@code GET /services/*}; a star stands for a name, which may have slashes */
    void add(String route, Handler handler) {
        handlers.put(Pattern.compile(route.replace("*", "(.+?)")), handler);
    }

    Answer handle(Recorded request) {
        for (Map.Entry<Pattern, Handler> route : handlers.entrySet()) {
            Matcher matcher = route.getKey().matcher(request.method() + " " + request.path());
            if (matcher.matches()) {
                return route.getValue().handle(new Call(request, matcher));
            }
        }
        throw new Refusal(404, "page not found");
    }

    /** Answers one kind of request. */
    interface Handler {
        Answer handle(Call call);
    }
}
