package io.jenkins.plugins.flaskbbswarm.report;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Pieces of HTML. All text and all values of attributes are escaped here, and nowhere else. */
final class Html {
    private final StringBuilder out = new StringBuilder();

    /** An element with a text in it; {@code attributes} are names and values in turn. */
    Html element(String name, String text, String... attributes) {
        return open(name, attributes).text(text).close(name);
    }

    Html open(String name, String... attributes) {
        out.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            out.append(escape(attributes[i + 1])).append('"');
        }
        out.append('>');
        return this;
    }

    Html close(String name) {
        out.append("</").append(name).append(">\n");
        return this;
    }

    Html text(String text) {
        out.append(escape(text));
        return this;
    }

    /** Puts in what another one has made. */
    Html add(Html other) {
        out.append(other.out);
        return this;
    }

    /** A link for addresses of web pages; any other address is text only. */
    Html link(String address, String text) {
        boolean web = address.startsWith("http://") || address.startsWith("https://");
        return web ? element("a", text, "href", address, "rel", "noreferrer") : text(text);
    }

    /** A row of a table: the first cell is its head. */
    Html row(String... cells) {
        open("tr").element("th", cells[0], "scope", "row");
        Arrays.stream(cells).skip(1).forEach(cell -> element("td", cell));
        return close("tr");
    }

    /** Markup, and what a terminal or a browser would act on instead of showing it. */
    private static String escape(String text) {
        return text.codePoints().mapToObj(Html::escape).collect(Collectors.joining());
    }

    private static String escape(int character) {
        return switch (character) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            case '\n', '\t' -> Character.toString(character);
            default -> isShown(character) ? Character.toString(character) : "\uFFFD";
        };
    }

    private static boolean isShown(int character) {
        int type = Character.getType(character);
        return type != Character.CONTROL && type != Character.FORMAT && type != Character.SURROGATE;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
