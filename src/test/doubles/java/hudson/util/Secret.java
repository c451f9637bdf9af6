package hudson.util;

/** What Jenkins' own does for the credentials that are tested here: it keeps a text. */
public final class Secret {
    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    public static Secret fromString(String text) {
        return new Secret(text);
    }

    public String getPlainText() {
        return text;
    }
}
