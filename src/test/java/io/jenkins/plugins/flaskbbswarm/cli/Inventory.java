package io.jenkins.plugins.flaskbbswarm.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the laboratory holds, by kind, as the docker client and the servers themselves tell it: what previews could leave
 * behind.
 */
record Inventory(Map<String, Set<String>> names) {
    private static final String SQL =
            "PATH=$(echo /usr/lib/postgresql/*/bin):$PATH" + " psql -h /tmp -U flaskbb -d postgres -Atc ";
    private static final String REDIS =
            "redis-cli --no-auth-warning -a \"$(cat /run/secrets/redis_password)\" INFO keyspace | grep -o '^db[0-9]*'"
                    + " || true";

    static Inventory take(Swarm swarm) throws IOException, InterruptedException {
        Map<String, Set<String>> names = new TreeMap<>();
        names.put("services", listed("service", "ls", "--format", "{{.Name}}"));
        names.put("networks", listed("network", "ls", "--format", "{{.Name}}"));
        names.put("secrets", listed("secret", "ls", "--format", "{{.Name}}"));
        names.put("configs", listed("config", "ls", "--format", "{{.Name}}"));
        names.put("volumes", listed("volume", "ls", "--format", "{{.Name}}"));
        names.put("databases", asked(swarm, "lab_postgres", SQL + "'SELECT datname FROM pg_database'"));
        names.put("roles", asked(swarm, "lab_postgres", SQL + "'SELECT rolname FROM pg_roles'"));
        names.put("redis databases", asked(swarm, "lab_redis", REDIS));
        return new Inventory(names);
    }

    private static Set<String> asked(Swarm swarm, String service, String question)
            throws IOException, InterruptedException {
        return listed("exec", swarm.containers(service).get(0), "sh", "-c", question);
    }

    private static Set<String> listed(String... command) throws IOException, InterruptedException {
        return Docker.run(command).lines().collect(Collectors.toCollection(TreeSet::new));
    }

    /** How many there are of these kinds that another inventory does not have. */
    Map<String, Integer> beyond(Inventory before, List<String> kinds) {
        Map<String, Integer> more = new TreeMap<>();
        for (String kind : kinds) {
            Set<String> all = new TreeSet<>(names.get(kind));
            all.removeAll(before.names.get(kind));
            more.put(kind, all.size());
        }
        return more;
    }
}
