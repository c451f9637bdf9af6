package io.jenkins.plugins.flaskbbswarm.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What looks like a secret, by its name or by its form, and is shown as {@value #HIDDEN}: the one rule for plans, diffs,
 * logs, pages and build arguments. What is known to be a secret is masked by its value besides, see {@link SecretMasker}.
 */
public final class Sensitive {
    public static final String HIDDEN = "***";

    private static final String WORD = "passw(?:or)?d|passphrase|passwd|requirepass|masterauth|secret|token|credential"
            + "|api[_-]?key|access[_-]?key|private[_-]?key";
    private static final Pattern NAME = Pattern.compile("(?:" + WORD + ")");

    /** Parts of a name that tell only when they stand alone: {@code SMTP_AUTH}, but not {@code AUTHOR}. */
    private static final Set<String> PARTS = Set.of(
            "key",
            "pass",
            "pwd",
            "pw",
            "creds",
            "auth",
            "jwt",
            "dsn",
            "salt",
            "psk",
            "hmac",
            "webhook",
            "authorization");

    /** {@code DBPASS} and {@code ROOTPW}, but not {@code BYPASS}. */
    private static final String JOINED = "(?<!by|com|tres|sur|over)pass|pw";

    private static final Pattern ENDING = Pattern.compile("[a-z]+(?:" + JOINED + ")");

    /** Traefik's labels whose values are lists of users and hashes. */
    private static final Pattern USERS =
            Pattern.compile("(?:basicauth|digestauth|auth\\.basic|auth\\.digest)(?:\\.users)?$");

    private static final Pattern PAIR = Pattern.compile("(-{0,2}([A-Za-z_][\\w.-]*)=)(.*)", Pattern.DOTALL);
    private static final Pattern FLAG = Pattern.compile("-{1,2}([A-Za-z][\\w.-]*)");
    private static final Set<String> BARE = Set.of("requirepass", "masterauth");

    private static final Set<String> LOGIN = Set.of("-u", "--user", "--proxy-user");
    private static final Pattern MYSQL = Pattern.compile("(?:^|/)(?:mysql|mysqldump|mysqladmin|mariadb)$");

    private record Form(Pattern pattern, String shown) {
        static Form of(String regex, String shown) {
            return new Form(Pattern.compile(regex), shown);
        }
    }

    private static final String SECRET_WORD = "[\\w.-]*(?i:" + WORD
            + "|(?<![A-Za-z])pwd|_pwd|jwt|dsn|smtp_auth|(?<=[a-z]{2}|[_-])(?:" + JOINED + ")(?![a-z]))[\\w.-]*";
    private static final String VALUE = "(?:\"(?:[^\"\\\\]++|\\\\.){0,500}+\"|'[^']*'|[^\\s&;,\"']+)";

    /** In this order: what an earlier one hid is no longer found by a later one. */
    private static final List<Form> FORMS = List.of(
            // scheme://user:password@host; a place for a password is none. The last @ counts, since passwords hold
            // some.
            Form.of(
                    "(?i)(\\b[a-z][a-z0-9+.-]{0,20}://[^\\s/:@\"'<>]{0,200}:)(?!\\$?\\{\\w+}@)[^\\s\"'<>]{0,2000}@",
                    "$1" + HIDDEN + "@"),
            Form.of("(?i)(\\bhttps?://)[^\\s/:@\"'<>?#]+@", "$1" + HIDDEN + "@"),
            Form.of(
                    "(\"(?:" + SECRET_WORD + ")\"\\s*:\\s*)(?:\"(?:[^\"\\\\]++|\\\\.){0,500}+\"|[\\d.]+)",
                    "$1\"" + HIDDEN + "\""),
            Form.of("((?<![\\w.-])-{0,2}(?:" + SECRET_WORD + ")=)" + VALUE, "$1" + HIDDEN),
            Form.of("((?<![\\w.-])--?(?:" + SECRET_WORD + ")\\s+)(?!-)" + VALUE, "$1" + HIDDEN),
            Form.of("(?i)(\\b(?:requirepass|masterauth)\\s+)" + VALUE, "$1" + HIDDEN),
            Form.of("((?<!\\S)(?:-u|--user|--proxy-user)[\\s=]*\"[^\\s:\"']+:)[^\"]+", "$1" + HIDDEN),
            Form.of("((?<!\\S)(?:-u|--user|--proxy-user)[\\s=]*'[^\\s:\"']+:)[^']+", "$1" + HIDDEN),
            Form.of("((?<!\\S)(?:-u|--user|--proxy-user)[\\s=]*[^\\s:\"']+:)[^\\s\"']+", "$1" + HIDDEN),
            Form.of("(\\bsshpass\\s+-p\\s*)" + VALUE, "$1" + HIDDEN),
            // The way to MySQL of programs in Go.
            Form.of("((?<![\\w/.-])[\\w.-]{1,200}:)[^\\s:@/\"']{1,500}(?=@(?:tcp|unix)\\()", "$1" + HIDDEN),
            Form.of(
                    "(?i)(\\b(?:x-[\\w-]{0,100}(?:token|key|auth|secret|signature)|(?:private|job|deploy)-token|(?:set-)?cookie)"
                            + "\\s*:\\s*)[^\\s\"'][^\"'\\r\\n]*",
                    "$1" + HIDDEN),
            Form.of("(\\bredis-cli\\b.{0,500}?\\s(?:-a|--pass)\\s+)" + VALUE, "$1" + HIDDEN),
            Form.of("(\\b(?:mysql|mysqldump|mysqladmin|mariadb)\\b[^|;]{0,500}?\\s-p)[^\\s\"']+", "$1" + HIDDEN),
            Form.of(
                    "(?i)(\\bauthorization[\"']?\\s*[:=]\\s*[\"']?)(?:(?:basic|bearer|token|digest)\\s+)?[^\\s\"']+",
                    "$1" + HIDDEN),
            Form.of("(?i)(\\bbearer\\s+)[a-z0-9._~+/=-]{16,}", "$1" + HIDDEN),
            Form.of("\\beyJ[\\w-]{5,}\\.[\\w-]+\\.[\\w-]*", HIDDEN),
            Form.of("\\$\\$?(?:2[abxy]?|apr1|1|5|6|7|y|argon2\\w*|pbkdf2[\\w-]*|scrypt)\\$[^\\s,\"']{8,}", HIDDEN),
            Form.of("\\{S?SHA\\d*}[\\w+/=]+", HIDDEN),
            Form.of(
                    "\\b(?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-|sk_live_|rk_live_|AKIA|dckr_pat_)[\\w-]{10,}",
                    HIDDEN),
            Form.of("(?s)-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)", HIDDEN));

    private Sensitive() {}

    /**
     * Whether a value of this name is not to be shown.
     *
     * @param name of a variable, an argument without its dashes, a label or a field; of one with dots the last part counts
     */
    public static boolean isName(String name) {
        if (USERS.matcher(name.toLowerCase(Locale.ROOT)).find()) {
            return true;
        }
        String last = name.substring(name.lastIndexOf('.') + 1);
        String parts = last.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
        return NAME.matcher(parts).find()
                || NAME.matcher(last.toLowerCase(Locale.ROOT)).find()
                || List.of(parts.split("[^a-z]+")).stream()
                        .anyMatch(part ->
                                PARTS.contains(part) || ENDING.matcher(part).matches());
    }

    /** A value as it may be shown beside its name. */
    public static String value(String name, String value) {
        return isName(name) ? HIDDEN : text(value);
    }

    /** {@code NAME=value} or {@code --name=value}, or any other text. */
    public static String pair(String text) {
        Matcher pair = PAIR.matcher(text);
        return pair.matches() ? pair.group(1) + value(pair.group(2), pair.group(3)) : text(text);
    }

    /** The words of a command; what follows the flag of a secret is one. */
    public static List<String> words(List<String> words) {
        List<String> shown = new ArrayList<>();
        String before = "";
        for (String word : words) {
            shown.add(follows(before, words) && !word.startsWith("--") ? HIDDEN : word(before, word, words));
            before = word;
        }
        return shown;
    }

    /** What is a secret only beside the words around it. */
    private static String word(String before, String word, List<String> words) {
        if (LOGIN.contains(before) && word.contains(":")) {
            return word.substring(0, word.indexOf(':') + 1) + HIDDEN;
        }
        boolean isMysql = words.stream().anyMatch(other -> MYSQL.matcher(other).find());
        return isMysql && word.matches("-p(?!rotocol).+") ? "-p" + HIDDEN : pair(word);
    }

    private static boolean follows(String flag, List<String> words) {
        Matcher matcher = FLAG.matcher(flag);
        boolean isSshpass = flag.equals("-p") && words.get(0).endsWith("sshpass");
        boolean isRedis = flag.equals("-a") && words.stream().anyMatch(word -> word.endsWith("redis-cli"));
        return isRedis || isSshpass || BARE.contains(flag) || matcher.matches() && isName(matcher.group(1));
    }

    /** A text of any kind, without what looks like a secret in it. */
    public static String text(String text) {
        String shown = text;
        for (Form form : FORMS) {
            shown = form.pattern().matcher(shown).replaceAll(form.shown());
        }
        return shown;
    }
}
