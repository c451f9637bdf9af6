package io.jenkins.plugins.flaskbbswarm.compose.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every field of the Compose Specification, with what becomes of it in a swarm and what to do instead. A row holds for
 * the fields below it, too, unless they have rows of their own. {@code docs/support-matrix.md} shows the same rows.
 */
final class FieldSupport {
    /** What becomes of a field. */
    enum Support {
        /** It means what it says. */
        SUPPORTED,
        /** The stack is deployed without it, with a warning; the strict mode refuses it. */
        IGNORED,
        /** Without it the stack would be another one, so that it is refused. */
        REFUSED
    }

    /** @param remedy what to do instead, or what to know; may be empty for what is supported */
    record Row(String field, Support support, String remedy) {}

    private static final String SUPPORTED = """
            : version
            : include
            : services | networks | volumes | secrets | configs
            services.*: image | command | entrypoint | environment | working_dir | user | tty | stdin_open | init
            services.*: env_file
            services.*.env_file[]: path | required
            services.*: stop_signal | stop_grace_period | hostname | extra_hosts | dns | dns_search
            services.*: read_only | isolation | sysctls | cap_add | cap_drop | ulimits
            services.*: labels | healthcheck | logging | secrets | configs | credential_spec | extends
            services.*: profiles | depends_on | restart | tmpfs
            services.*: ports | volumes | networks
            services.*: deploy
            networks.*: name | external | driver | driver_opts | internal | attachable | labels | ipam
            volumes.*: name | external | driver | driver_opts | labels
            secrets.*: name | external | file | environment | labels | driver | driver_opts | template_driver
            configs.*: name | external | file | environment | content | labels | template_driver
            """;

    private static final String IGNORED = """
            : name = the stack's name is given when it is deployed; remove the field
            services.*: annotations = use 'labels'
            services.*: attach = logs are read with docker service logs; remove the field
            services.*: build = build and push the image, and name it in 'image'
            services.*: cgroup | cgroupns_mode | cgroup_parent | uts | ipc | pid | userns_mode | security_opt = remove the field
            services.*: container_name = the engine names containers; remove the field
            services.*: devices = mount what is needed below 'volumes'
            services.*: develop = it is for docker compose watch; remove the field
            services.*: dns_opt | domainname | mac_address | storage_opt | oom_kill_disable = remove the field
            services.*.env_file[]: format = values are read as they are, as with 'format: raw'
            services.*: expose = services of one network reach each other on every port
            services.*: links | external_links = services of one network find each other by name
            services.*: network_mode = use 'networks'
            services.*: oom_score_adj = docker stack deploy drops it too
            services.*: platform = constrain node.platform.arch and node.platform.os under deploy.placement
            services.*: privileged = add single capabilities with cap_add
            services.*: pull_policy | pull_refresh_after = tags are resolved when deploying; see --resolve-image
            services.*: shm_size = mount a tmpfs with a size at /dev/shm
            services.*.depends_on.*: restart = have the service connect again, or remove the field
            services.*.networks.*: priority = a swarm connects to all networks at once; remove the field
            services.*.networks.*: gw_priority | link_local_ips | interface_name | mac_address = remove the field
            services.*.networks.*: ipv4_address | ipv6_address = remove the field
            services.*.ports[]: host_ip = use a firewall, or a network without published ports
            services.*.ports[]: name | app_protocol = remove the field
            services.*.volumes[].bind: create_host_path = create the directory on each node that runs the service
            services.*.volumes[].bind: recursive | selinux = remove the field
            services.*.volumes[].volume: labels = label the volume below the top-level 'volumes'
            services.*.volumes[].tmpfs: mode = set the mode in the image's entry point
            networks.*: enable_ipv4 = remove the field
            """;

    private static final String REFUSED = """
            : models = run the model as a service, and pass its address in 'environment'
            services.*: blkio_config = limit input and output on the nodes
            services.*: cpu_count | cpu_percent | cpu_shares | cpu_quota | cpu_period | cpus | cpuset = set deploy.resources.limits instead
            services.*: cpu_rt_period | cpu_rt_runtime | mem_limit | memswap_limit | mem_swappiness | pids_limit = set deploy.resources.limits instead
            services.*: mem_reservation = set deploy.resources.reservations instead
            services.*: device_cgroup_rules = mount the device below 'volumes', on nodes that allow it
            services.*: gpus = reserve generic_resources that the nodes advertise
            services.*: group_add = set 'user' to user:group
            services.*: label_file = write the labels below 'labels'
            services.*: models = pass the model's address in 'environment'
            services.*: post_start = do this in the image's entry point
            services.*: pre_start = run it as migration: in deploy.yml, once before the rollout, or in the image's entry point
            services.*: pre_stop = do this in the image's entry point, on its stop signal
            services.*: provider = make it ready in the pipeline, and pass its address in 'environment'
            services.*: runtime = make it the default runtime of the nodes that run the service
            services.*: scale = set deploy.replicas instead
            services.*: use_api_socket = mount /var/run/docker.sock below 'volumes' if the service may command the engine
            services.*: volume_driver = name the driver of the volume below the top-level 'volumes'
            services.*: volumes_from = declare a volume below the top-level 'volumes' and mount it in both services
            services.*.volumes[]: image = copy the files into a volume, or build them into the service's image
            services.*.deploy.resources.reservations: devices = reserve generic_resources that the nodes advertise
            networks.*: enable_ipv6 = create the network beforehand and declare it external
            networks.*.ipam: options = create the network beforehand and declare it external
            networks.*.ipam.config[]: gateway | ip_range = give a subnet only, or create the network beforehand and declare it external
            networks.*.ipam.config[]: aux_addresses = create the network beforehand and declare it external
            """;

    private static final Map<String, Row> ROWS = new LinkedHashMap<>();

    static {
        add(Support.SUPPORTED, SUPPORTED);
        add(Support.IGNORED, IGNORED);
        add(Support.REFUSED, REFUSED);
    }

    private FieldSupport() {}

    /** Each line is {@code mapping: field | field = remedy}. */
    private static void add(Support support, String table) {
        table.lines().forEach(line -> {
            String[] sides = line.split(" = ", 2);
            String[] fields = sides[0].split(": ", 2);
            for (String name : fields[1].split(" \\| ")) {
                String field = fields[0].isEmpty() ? name : fields[0] + "." + name;
                ROWS.put(field, new Row(field, support, sides.length < 2 ? "" : sides[1]));
            }
        });
    }

    /** All rows, supported ones first. */
    static List<Row> rows() {
        return List.copyOf(ROWS.values());
    }

    static String remedy(String field) {
        return ROWS.get(field).remedy();
    }

    /** What to say of fields of a mapping that nobody reads. */
    static UnknownFields below(String pattern) {
        return new UnknownFields(false, remedies(pattern, Support.IGNORED), remedies(pattern, Support.REFUSED));
    }

    /** The same where docker CLI 28 lets any field pass. */
    static UnknownFields belowOpen(String pattern) {
        return new UnknownFields(true, remedies(pattern, Support.IGNORED), remedies(pattern, Support.REFUSED));
    }

    private static Map<String, String> remedies(String pattern, Support support) {
        String prefix = pattern.isEmpty() ? "" : pattern + ".";
        Map<String, String> remedies = new LinkedHashMap<>();
        ROWS.values().stream()
                .filter(row -> row.support() == support && row.field().startsWith(prefix))
                .forEach(row -> remedies.put(row.field().substring(prefix.length()), row.remedy()));
        return remedies;
    }
}
