package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.http.Body;
import io.jenkins.plugins.flaskbbswarm.http.HttpRequest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One request to an engine, as an endpoint class words it.
 *
 * @param path below the API version, not encoded
 * @param slow whether it is a read that may well take longer than those of swarm objects, since the engine asks others
 */
record Request(
        String method,
        List<String> path,
        Map<String, List<String>> query,
        Map<String, String> headers,
        Body body,
        boolean slow) {
    private static final String AUTH = "X-Registry-Auth";
    private static final Set<String> OF_SWARM = Set.of("services", "tasks", "nodes", "secrets", "configs");

    static Request get(String... path) {
        return new Request("GET", List.of(path), Map.of(), Map.of(), new Body.None(), false);
    }

    static Request post(String... path) {
        return new Request("POST", List.of(path), Map.of(), Map.of(), new Body.None(), false);
    }

    static Request delete(String... path) {
        return new Request("DELETE", List.of(path), Map.of(), Map.of(), new Body.None(), false);
    }

    Request with(String parameter, String value) {
        return with(Map.of(parameter, List.of(value)));
    }

    Request with(Map<String, List<String>> parameters) {
        Map<String, List<String>> more = new TreeMap<>(query);
        more.putAll(parameters);
        return new Request(method, path, more, headers, body, slow);
    }

    Request with(Filters filters) {
        return filters.isEmpty() ? this : with("filters", filters.toString());
    }

    Request with(JsonNode json) {
        return header("Content-Type", "application/json").body(new Body.Bytes(Json.write(json)));
    }

    Request with(StreamedBody streamed, String type) {
        return header("Content-Type", type).body(new Body.Streamed(streamed::writeTo));
    }

    Request with(Optional<RegistryAuth> auth) {
        return auth.map(login -> header(AUTH, login.headerValue())).orElse(this);
    }

    /** Says that we have no login, an empty JSON object in base64: pushing wants that said. */
    Request withoutAuth() {
        return header(AUTH, "e30=");
    }

    Request withLogins(Collection<RegistryAuth> logins) {
        return logins.isEmpty() ? this : header("X-Registry-Config", RegistryAuth.headerValue(logins));
    }

    Request asSlow() {
        return new Request(method, path, query, headers, body, true);
    }

    private Request header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Request(method, path, query, more, body, slow);
    }

    private Request body(Body newBody) {
        return new Request(method, path, query, headers, newBody, slow);
    }

    /** Whether only managers of a swarm answer it. */
    boolean isOfSwarm() {
        return OF_SWARM.contains(path.get(0));
    }

    /** Whether it does no harm to send it again although it may have been carried out. */
    boolean isRepeatable() {
        return isRead() || method.equals("DELETE");
    }

    boolean isRead() {
        return method.equals("GET");
    }

    HttpRequest toHttp(String prefix) {
        Map<String, String> all = new LinkedHashMap<>();
        // An engine wants some host, whichever.
        all.put("Host", "docker");
        all.putAll(headers);
        return new HttpRequest(method, prefix + encodedPath() + encodedQuery(), all, body);
    }

    /** Slashes stay, since names of images have them and the engine wants them bare. */
    private String encodedPath() {
        return path.stream()
                .map(part -> "/" + encode(part).replace("%2F", "/").replace("%3A", ":"))
                .collect(Collectors.joining());
    }

    private String encodedQuery() {
        return query.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> entry.getKey() + "=" + encode(value)))
                .collect(Collectors.collectingAndThen(
                        Collectors.joining("&"), text -> text.isEmpty() ? "" : "?" + text));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Without headers and body, which hold secrets. */
    @Override
    public String toString() {
        return method + encodedPath();
    }
}
