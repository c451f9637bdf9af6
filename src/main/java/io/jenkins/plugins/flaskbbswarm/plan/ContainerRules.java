package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the engine, or a node once a task starts there, refuses of how a container runs. */
final class ContainerRules {
    private static final Set<String> CAPABILITIES =
            Set.of("ALL AUDIT_CONTROL AUDIT_READ AUDIT_WRITE BLOCK_SUSPEND BPF CHECKPOINT_RESTORE CHOWN DAC_OVERRIDE"
                    .concat(" DAC_READ_SEARCH FOWNER FSETID IPC_LOCK IPC_OWNER KILL LEASE LINUX_IMMUTABLE MAC_ADMIN")
                    .concat(" MAC_OVERRIDE MKNOD NET_ADMIN NET_BIND_SERVICE NET_BROADCAST NET_RAW PERFMON SETFCAP")
                    .concat(" SETGID SETPCAP SETUID SYSLOG SYS_ADMIN SYS_BOOT SYS_CHROOT SYS_MODULE SYS_NICE SYS_PACCT")
                    .concat(" SYS_PTRACE SYS_RAWIO SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG WAKE_ALARM")
                    .split(" "));
    private static final Set<String> LIMITS =
            Set.of("core cpu data fsize locks memlock msgqueue nice nofile nproc rss rtprio rttime sigpending stack"
                    .split(" "));
    private static final Pattern SIGNAL = Pattern.compile("(?i)\\d{1,2}|(?:SIG)?(?:ABRT|ALRM|BUS|CHLD|CLD|CONT|FPE|HUP"
            + "|ILL|INT|IO|IOT|KILL|PIPE|POLL|PROF|PWR|QUIT|SEGV|STKFLT|STOP|SYS|TERM|TRAP|TSTP|TTIN|TTOU|UNUSED|URG"
            + "|USR1|USR2|VTALRM|WINCH|XCPU|XFSZ|RTMIN(?:\\+\\d{1,2})?|RTMAX(?:-\\d{1,2})?)");

    /** Sysctls of which each container has its own: all else belongs to the node. */
    private static final Pattern SYSCTL = Pattern.compile("net[./].*|fs[./]mqueue[./].*"
            + "|kernel[./](?:msgmax|msgmnb|msgmni|sem|shmall|shmmax|shmmni|shm_rmid_forced|hostname|domainname)");

    private static final Pattern ADDRESS = Pattern.compile("host-gateway|[0-9.]{7,15}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*\\.(\\w+)[\\w.]*\\s*\\}\\}");
    private static final int LONGEST_HOSTNAME = 64;

    private final JsonNode container;
    private final Complaints complaints;

    ContainerRules(JsonNode container, Complaints complaints) {
        this.container = container;
        this.complaints = complaints;
    }

    void check() {
        container.path("CapabilityAdd").forEach(name -> capability(name.asText(), "cap_add"));
        container.path("CapabilityDrop").forEach(name -> capability(name.asText(), "cap_drop"));
        container.path("Ulimits").forEach(this::limit);
        container.path("Sysctls").fieldNames().forEachRemaining(this::sysctl);
        container.path("Hosts").forEach(host -> host(host.asText()));
        container.path("Env").forEach(variable -> variable(variable.asText()));
        container.path("Mounts").forEach(mount -> template(mount.path("Source").asText(), "volumes"));
        hostname(container.path("Hostname").asText());
        credentialSpec(container.at("/Privileges/CredentialSpec"));
        stop();
        String folder = container.path("Dir").asText();
        complaints.addIf(
                !folder.isEmpty() && !folder.startsWith("/") && !folder.matches("(?s)[a-zA-Z]:.*|\\\\.*"),
                "working_dir",
                "'" + folder + "' is not absolute",
                "begin it with /");
    }

    private void capability(String name, String field) {
        String brief = name.toUpperCase(Locale.ROOT).replaceFirst("^CAP_", "");
        complaints.addIf(
                !CAPABILITIES.contains(brief),
                field,
                "unknown capability '" + name + "'",
                "see 'man 7 capabilities' for their names");
    }

    private void limit(JsonNode limit) {
        String name = limit.path("Name").asText();
        String field = "ulimits." + name;
        complaints.addIf(
                !LIMITS.contains(name.toLowerCase(Locale.ROOT)),
                field,
                "unknown ulimit",
                "write one of " + String.join(", ", LIMITS.stream().sorted().toList()));
        long soft = limit.path("Soft").asLong();
        long hard = limit.path("Hard").asLong();
        complaints.addIf(
                hard != -1 && (soft == -1 || soft > hard),
                field,
                "its soft limit is above its hard limit",
                "raise the hard limit, or lower the soft one");
    }

    private void sysctl(String name) {
        complaints.addIf(
                !SYSCTL.matcher(name).matches(),
                "sysctls." + name,
                "a container has no such setting of its own",
                "set it on the nodes");
    }

    private void host(String host) {
        String address = host.split(" ", 2)[0];
        complaints.addIf(
                !ADDRESS.matcher(address).matches(),
                "extra_hosts",
                "'" + address + "' is not an IP address",
                "write name:address");
    }

    private void variable(String variable) {
        complaints.addIf(
                variable.isEmpty() || variable.startsWith("="),
                "environment",
                "a variable has no name",
                "write NAME=value");
        template(variable, "environment");
    }

    private void hostname(String name) {
        template(name, "hostname");
        complaints.addIf(
                name.length() > LONGEST_HOSTNAME && !name.contains("{{"),
                "hostname",
                "it has " + name.length() + " characters, and a kernel takes " + LONGEST_HOSTNAME,
                "shorten it");
    }

    /** The engine fills in what it knows of service, node and task, and refuses what it does not understand. */
    private void template(String text, String field) {
        String shown = field.equals("environment") ? text.split("=", 2)[0] : text;
        Matcher placeholder = PLACEHOLDER.matcher(text);
        while (placeholder.find()) {
            complaints.addIf(
                    !Set.of("Service", "Node", "Task").contains(placeholder.group(1)),
                    field,
                    "the engine has no value for " + placeholder.group() + " in '" + shown + "'",
                    "use {{.Service.Name}}, {{.Node.Hostname}}, {{.Task.Slot}} and the like, or {{\"{{\"}} for two braces");
        }
        complaints.addIf(
                text.lastIndexOf("{{") > text.lastIndexOf("}}"),
                field,
                "the engine takes {{ in '" + shown + "' for the beginning of a placeholder, which does not end",
                "write {{\"{{\"}} for two braces");
    }

    private void credentialSpec(JsonNode spec) {
        long sources = spec.isObject()
                ? Set.of("Config", "File", "Registry").stream()
                        .filter(source -> !spec.path(source).asText().isEmpty())
                        .count()
                : 1;
        complaints.addIf(
                sources != 1,
                "credential_spec",
                "it names " + sources + " sources, and the engine takes exactly one",
                "write one of config, file and registry");
    }

    private void stop() {
        String signal = container.path("StopSignal").asText();
        complaints.addIf(
                !signal.isEmpty() && !SIGNAL.matcher(signal).matches(),
                "stop_signal",
                "unknown signal '" + signal + "'",
                "write it like SIGTERM");
    }
}
