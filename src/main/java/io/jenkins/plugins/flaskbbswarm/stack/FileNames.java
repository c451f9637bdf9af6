package io.jenkins.plugins.flaskbbswarm.stack;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Names of files, whatever locale Java was started in: its character set is the one that Java reads and writes them in. */
public final class FileNames {
    private static final char LOST = '\uFFFD';

    private FileNames() {}

    /** What to do about a name that cannot be a path here. */
    public static String remedy(String name) {
        boolean isLocale = name.indexOf('\0') < 0 && !charset().equals("UTF-8");
        return isLocale
                ? "the locale's character set is " + charset() + ": start with LC_ALL=C.UTF-8"
                : "give the file another name";
    }

    /** The character set of the locale. */
    public static String charset() {
        return System.getProperty("sun.jnu.encoding", "UTF-8");
    }

    /**
     * A path as text that has all its bytes ({@link EscapedUtf8}), also of a name that the locale's character set does not
     * have. Java has no other way to these bytes than a path's URI.
     */
    public static String text(Path path) {
        String text = path.toString();
        if (text.indexOf(LOST) < 0) {
            return text;
        }
        String uri = Path.of("/").resolve(path).toUri().getRawPath();
        String encoded = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
        String latin = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.ISO_8859_1);
        String whole = EscapedUtf8.decode(latin.getBytes(StandardCharsets.ISO_8859_1));
        return path.isAbsolute() ? whole : whole.substring(1);
    }
}
