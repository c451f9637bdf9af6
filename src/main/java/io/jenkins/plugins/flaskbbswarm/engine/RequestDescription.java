package io.jenkins.plugins.flaskbbswarm.engine;

import java.util.List;
import java.util.function.Function;

/** Puts into words what a request is about, for the beginning of an error's sentence. */
final class RequestDescription {
    private RequestDescription() {}

    static String of(Request request) {
        List<String> path = request.path();
        String kind = path.get(0);
        if (path.size() == 1) {
            return kind.equals("build") ? "building an image" : "reading the engine's " + kind;
        }
        String last = path.get(path.size() - 1);
        if (request.isRead()) {
            return (last.equals("logs") ? "reading the log of " : "reading ") + named(kind, path.get(1));
        }
        if (kind.equals("images") && last.equals("create")) {
            return taking(request);
        }
        return verb(request.method(), last) + " "
                + (last.equals("create") || last.equals("load") ? a(kind) : named(kind, path.get(1)));
    }

    /** The API's word for both is to create an image. */
    private static String taking(Request request) {
        Function<String, String> value = name -> String.join("", request.query().getOrDefault(name, List.of()));
        boolean pull = request.query().containsKey("fromImage");
        String tag = value.apply("tag");
        return (pull ? "pulling image " + value.apply("fromImage") : "importing image " + value.apply("repo"))
                + (tag.contains(":") ? "@" : ":")
                + tag;
    }

    private static String verb(String method, String last) {
        if (method.equals("DELETE")) {
            return "removing";
        }
        return switch (last) {
            case "create" -> "creating";
            case "update" -> "updating";
            case "tag" -> "tagging";
            case "push" -> "pushing";
            case "load" -> "loading";
            default -> "changing";
        };
    }

    private static String named(String kind, String name) {
        return switch (kind) {
            case "images" -> name.equals("json") ? "the images" : "image " + name;
            case "distribution" -> "image " + name + " at its registry";
            default -> singular(kind) + " " + name;
        };
    }

    private static String a(String kind) {
        return (kind.startsWith("i") ? "an " : "a ") + singular(kind);
    }

    private static String singular(String kind) {
        return kind.endsWith("s") ? kind.substring(0, kind.length() - 1) : kind;
    }
}
