package io.jenkins.plugins.flaskbbswarm.cli;

import java.io.IOException;
import java.net.CookieManager;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person's browser, as far as forms go: keeps cookies, follows redirects, sends hidden fields (such as CSRF tokens) back. */
final class Browser {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Without a proxy. */
    static final ProxySelector DIRECTLY = HttpClient.Builder.NO_PROXY;

    private final HttpClient client;

    Browser(ProxySelector ways) {
        client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(PATIENCE)
                .proxy(ways)
                .build();
    }

    Page open(URI address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address).GET());
    }

    private Page send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        return new Page(this, answer.uri(), answer.statusCode(), answer.body());
    }

    /** A page that was shown, after all redirects. */
    record Page(Browser browser, URI address, int status, String body) {
        Page open(String link) throws IOException, InterruptedException {
            return browser.open(address.resolve(link));
        }

        /** The first link whose address fits. */
        String link(String pattern) {
            Matcher link = Pattern.compile("href=\"(" + pattern + ")\"").matcher(body);
            if (!link.find()) {
                throw new AssertionError("no link to " + pattern + " on " + this);
            }
            return link.group(1);
        }

        /** The form that has a field of this name. */
        Form form(String field) {
            return Form.ALL
                    .matcher(body)
                    .results()
                    .map(form -> new Form(this, form))
                    .filter(form -> form.fields.containsKey(field))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no form with a field " + field + " on " + this));
        }

        @Override
        public String toString() {
            return address + " (" + status + "):\n" + body;
        }
    }

    /** A form with the values that the page gave its fields. */
    static final class Form {
        private static final Pattern ALL = Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL);
        private static final Pattern FIELD =
                Pattern.compile("<(input|textarea)\\b([^>]*)>|<select\\b([^>]*)>(.*?)</select>", Pattern.DOTALL);
        private static final Pattern OPTION = Pattern.compile("<option\\b[^>]*\\bvalue=\"([^\"]*)\"[^>]*>");

        private final Page page;
        private final String action;
        private final Map<String, String> fields = new LinkedHashMap<>();

        private Form(Page page, MatchResult form) {
            this.page = page;
            this.action = attribute(form.group(1), "action").orElse("");
            FIELD.matcher(form.group(2)).results().forEach(this::add);
        }

        private void add(MatchResult field) {
            boolean isSelect = field.group(1) == null;
            String attributes = isSelect ? field.group(3) : field.group(2);
            boolean isLeftOut =
                    attribute(attributes, "type").filter("checkbox"::equals).isPresent();
            Optional<String> value = isSelect
                    ? OPTION.matcher(field.group(4)).results().findFirst().map(option -> option.group(1))
                    : attribute(attributes, "value");
            attribute(attributes, "name")
                    .filter(name -> !isLeftOut)
                    .ifPresent(name -> fields.putIfAbsent(name, value.orElse("")));
        }

        private static Optional<String> attribute(String attributes, String name) {
            return Pattern.compile("\\b" + name + "=\"([^\"]*)\"")
                    .matcher(attributes)
                    .results()
                    .findFirst()
                    .map(found -> found.group(1).replace("&amp;", "&").replace("&#34;", "\""));
        }

        Form fill(String field, String value) {
            fields.put(field, value);
            return this;
        }

        Page submit() throws IOException, InterruptedException {
            String body = fields.entrySet().stream()
                    .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                    .collect(Collectors.joining("&"));
            // A form without action goes to its own page, for which Java's resolve has another answer than browsers.
            URI target = action.isEmpty() ? page.address : page.address.resolve(action);
            return page.browser.send(HttpRequest.newBuilder(target)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Referer", page.address.toString())
                    .POST(HttpRequest.BodyPublishers.ofString(body)));
        }

        private static String encode(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }
}
