package io.jenkins.plugins.flaskbbswarm.preview.resources;

import io.jenkins.plugins.flaskbbswarm.stack.Content;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How {@code psql} connects as the administrator. Whoever answers in the server's place must not get his password: it is
 * proven by SCRAM, which never sends it, whatever the server asks for. Clients before 16 cannot insist on that, so they
 * need a server whose certificate is verified.
 *
 * @param ca who signs the server's certificate, in PEM; if one is given, it is verified
 */
record PostgresClient(ServerUrl admin, Optional<String> ca) {
    private static final Pattern OPTION =
            Pattern.compile("[?&](?<name>sslmode|channel_binding)=(?<value>[a-z-]+)(?=&|$)");
    private static final String CA = "postgres-ca.pem";

    /** Where the client is too old, it says so and connects to nobody. */
    private static final String INSISTS = "v=$(psql --version | sed 's/^[^0-9]*\\([0-9]*\\).*/\\1/');"
            + " if [ \"${v:-0}\" -lt 16 ]; then"
            + " echo \"psql $v may send the password in clear text to whoever asks: take an image with psql 16 or newer"
            + " (preview.database.image), or have the server verified (preview.database.ca)\" >&2; exit 1; fi;"
            + " exec psql \"$@\"";

    /** What it is called with; the statements are the file {@code statements.sql}. */
    List<String> command(String database) {
        List<String> command = new ArrayList<>(isVerified() ? List.of("psql") : List.of("sh", "-c", INSISTS, "psql"));
        command.addAll(List.of(
                "--no-psqlrc",
                "--quiet",
                "--no-password",
                "--set=ON_ERROR_STOP=1",
                "--host=" + admin.host(),
                "--port=" + admin.port(),
                "--username=" + admin.user(),
                "--dbname=" + database,
                "--file=" + AdminJob.FILES + "statements.sql"));
        return List.copyOf(command);
    }

    private boolean isVerified() {
        return environment().getOrDefault("PGSSLMODE", "").equals("verify-full");
    }

    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        environment.put("PGPASSFILE", AdminJob.FILES + "pgpass");
        environment.put("PGCONNECT_TIMEOUT", "10");
        environment.put("PGREQUIREAUTH", "scram-sha-256");
        Matcher options = OPTION.matcher(admin.query());
        while (options.find()) {
            environment.put(
                    options.group("name").equals("sslmode") ? "PGSSLMODE" : "PGCHANNELBINDING", options.group("value"));
        }
        if (ca.isPresent()) {
            environment.put("PGSSLMODE", "verify-full");
            environment.put("PGSSLROOTCERT", AdminJob.FILES + CA);
        }
        return environment;
    }

    /** Besides passwords and statements. */
    Map<String, Content> files() {
        return ca.map(pem -> Map.of(CA, Content.of(pem.getBytes(StandardCharsets.US_ASCII))))
                .orElse(Map.of());
    }

    /** For all roles that no line before it is for. */
    String passwordLine() {
        return "*:*:*:*:" + admin.password().replace("\\", "\\\\").replace(":", "\\:") + "\n";
    }
}
