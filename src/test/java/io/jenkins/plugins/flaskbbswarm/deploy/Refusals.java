package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.plan.Node;
import io.jenkins.plugins.flaskbbswarm.plan.Preflight;
import io.jenkins.plugins.flaskbbswarm.plan.SwarmInventory;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Service specs that an engine, or a node, refuses: what it says, and what is said before anything is touched.
 *
 * @param field of the spec that is given {@code value}
 * @param engine a part of the engine's message
 * @param ours a part of ours
 */
record Refusals(String field, String value, String engine, String ours) {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final String CONTAINER = "TaskTemplate/ContainerSpec/";

    /** What the engine refuses when the service is made. */
    static final String AT_CREATION = """
            Name                           | 'a.b'                                                                  | must be valid as a DNS name component     | no service called
            Name                           | 'app-'                                                                 | must be valid as a DNS name component     | no service called
            +Mounts                        | [{'Type':'image','Source':'busybox:local','Target':'/x'}]              | invalid MountType: "image"                | no mounts of type image
            +Mounts                        | [{'Type':'volume','Source':'aa','Target':'/x'},{'Type':'tmpfs','Target':'/x'}] | duplicate mount point: /x         | two things want to be at /x
            +Mounts                        | [{'Type':'bind','Source':'/','Target':'/x','BindOptions':{'Propagation':'some'}}] | invalid MountPropagation       | unknown propagation 'some'
            +Mounts                        | [{'Type':'volume','Source':'{{.Foo}}','Target':'/x'}]                  | expanding mounts failed                   | no value for {{.Foo}}
            +Env                           | ['A={{.Foo}}']                                                         | expanding env failed                      | no value for {{.Foo}} in 'A'
            +Env                           | ['A={{']                                                               | unclosed action                           | beginning of a placeholder
            +Hostname                      | '{{.Foo}}'                                                             | expanding hostname failed                 | no value for {{.Foo}}
            TaskTemplate/Placement/Constraints | ['node.role=manager']                                              | constraint expected one operator          | is not a constraint
            TaskTemplate/Placement/Constraints | ['node.labels.x == ']                                              | value '' is invalid                       | is not a constraint
            TaskTemplate/Placement/Constraints | ['node.la bels == x']                                              | key 'node.la bels' is invalid             | is not a constraint
            TaskTemplate/Placement/Constraints | ['node.labels.a/b == c']                                           | key 'node.labels.a/b' is invalid          | is not a constraint
            TaskTemplate/Placement/Constraints | ['node.role === x']                                                | value '= x' is invalid                    | is not a constraint
            +Healthcheck                   | {'Test':['CMD','true'],'Interval':1000}                                | Interval in HealthConfig                  | healthcheck.interval: the engine takes no time below
            +Healthcheck                   | {'Test':['CMD','true'],'Timeout':1000}                                 | Timeout in HealthConfig                   | healthcheck.timeout: the engine takes no time below
            +Healthcheck                   | {'Test':['CMD','true'],'StartPeriod':-1}                               | StartPeriod in HealthConfig               | healthcheck.start_period: the engine takes no time below
            +Healthcheck                   | {'Test':['CMD','true'],'Retries':-1}                                   | cannot be negative                        | not negative
            +Privileges                    | {'CredentialSpec':{'File':'a','Registry':'b'}}                         | cannot specify both                       | it names 2 sources
            +Privileges                    | {'CredentialSpec':{}}                                                  | must either provide                       | it names 0 sources
            TaskTemplate/RestartPolicy     | {'Condition':'unless-stopped'}                                         | invalid RestartCondition                  | unknown restart condition 'unless-stopped'
            TaskTemplate/RestartPolicy     | {'Condition':'any','Delay':-1}                                         | restart-delay cannot be negative          | restart_policy.delay: a time is not negative
            TaskTemplate/RestartPolicy     | {'Condition':'any','Window':-1}                                        | restart-window cannot be negative         | restart_policy.window: a time is not negative
            TaskTemplate/Resources/Limits  | {'MemoryBytes':1000}                                                   | Must be at least 4MiB                     | limits.memory: 1000 bytes are less
            TaskTemplate/Resources/Reservations | {'MemoryBytes':1000}                                              | Must be at least 4MiB                     | reservations.memory: 1000 bytes are less
            TaskTemplate/Resources/Limits  | {'NanoCPUs':999999}                                                    | Must be at least 0.001                    | at least 0.001
            UpdateConfig                   | {'FailureAction':'stop'}                                               | unrecognized update failure action        | unknown failure action 'stop'
            UpdateConfig                   | {'Order':'any'}                                                        | unrecognized update order                 | unknown update order 'any'
            UpdateConfig                   | {'Delay':-1}                                                           | update-delay cannot be negative           | update_config.delay: a time is not negative
            UpdateConfig                   | {'Monitor':-1}                                                         | update-monitor cannot be negative         | update_config.monitor: a time is not negative
            UpdateConfig                   | {'MaxFailureRatio':1.5}                                                | cannot be less than 0 or bigger than 1    | a ratio is from 0 to 1
            RollbackConfig                 | {'Order':'any'}                                                        | unrecognized update order                 | unknown update order 'any'
            EndpointSpec                   | {'Mode':'some'}                                                        | invalid resolution mode                   | unknown endpoint mode 'some'
            EndpointSpec                   | {'Mode':'dnsrr','Ports':[{'TargetPort':80,'PublishedPort':18999}]}     | can't be used with dnsrr mode             | needs a virtual IP
            EndpointSpec                   | {'Ports':[{'TargetPort':80,'PublishedPort':18999},{'TargetPort':81,'PublishedPort':18999}]} | duplicate published ports | published twice
            EndpointSpec                   | {'Ports':[{'TargetPort':80,'PublishedPort':18999},{'TargetPort':81,'PublishedPort':18999,'PublishMode':'host'}]} | duplicate published ports | published twice
            """;

    /** What a node refuses when a task is to start there: the engine keeps the service, and no task of it runs. */
    static final String AT_A_NODE = """
            +Mounts                        | [{'Type':'volume','Source':'aa','Target':'/x'},{'Type':'volume','Source':'bb','Target':'/x/'}] | Duplicate mount point: /x/ | two things want to be at /x
            +Mounts                        | [{'Type':'volume','Source':'aa','Target':'/x'},{'Type':'tmpfs','Target':'/y/../x'}]           | Duplicate mount point      | two things want to be at /x
            +Mounts                        | [{'Type':'volume','Source':'aa','Target':'x'}]                         | must be an absolute path                  | is not absolute
            +Mounts                        | [{'Type':'volume','Source':'aa','Target':'/'}]                         | destination can't be '/'                  | over the whole container
            +Mounts                        | [{'Type':'bind','Source':'x','Target':'/x'}]                           | must be an absolute path                  | 'x' on the node is not absolute
            +Mounts                        | [{'Type':'volume','Source':'a b','Target':'/x'}]                       | includes invalid characters               | no volume called 'a b'
            +Mounts                        | [{'Type':'volume','Target':'/x','ReadOnly':true}]                      | must not set ReadOnly mode                | cannot be read-only
            +CapabilityAdd                 | ['CAP_FOO']                                                            | unknown capability                        | unknown capability 'CAP_FOO'
            +Sysctls                       | {'kernel.pid_max':'1'}                                                 | not in a separate kernel namespace        | no such setting of its own
            +Hosts                         | ['foo bar']                                                            | invalid IP address                        | 'foo' is not an IP address
            +StopSignal                    | 'SIGFOO'                                                               | nvalid signal                             | unknown signal 'SIGFOO'
            +Ulimits                       | [{'Name':'foo','Hard':1,'Soft':1}]                                     | RLIMIT_FOO                                | unknown ulimit
            +Ulimits                       | [{'Name':'nofile','Hard':1000,'Soft':2000}]                            | error setting rlimit                      | above its hard limit
            +Env                           | ['=x']                                                                 | invalid environment variable              | a variable has no name
            +Dir                           | 'rel'                                                                  | needs to be an absolute path              | 'rel' is not absolute
            +Hostname                      | 'a234567890b234567890c234567890d234567890e234567890f234567890g2345'    | sethostname                               | it has 65 characters
            TaskTemplate/LogDriver         | {'Name':'nosuch'}                                                      | missing plugin                            | it has no log driver nosuch
            +Mounts                        | [{'Type':'volume','Source':'aa','Target':'/x','VolumeOptions':{'DriverConfig':{'Name':'nosuch'}}}] | missing plugin | it has no volume driver nosuch
            TaskTemplate/Resources/Reservations | {'GenericResources':[{'DiscreteResourceSpec':{'Kind':'gpu','Value':1}}]} | insufficient resources             | it has 0 of the resource gpu
            TaskTemplate/Placement/Platforms | [{'Architecture':'riscv64','OS':'linux'}]                            | unsupported platform                      | the image is made for linux/riscv64
            """;

    static Stream<Refusals> of(String table) {
        return table.lines()
                .map(line -> line.split("\\s+\\|\\s+"))
                .map(row -> new Refusals(
                        row[0].strip().replace("+", CONTAINER),
                        row[1].replace('\'', '"'),
                        row[2].strip(),
                        row[3].strip()));
    }

    /** The service as it is sent to an engine. */
    ObjectNode spec(String name, String image, int replicas) {
        try {
            ObjectNode spec = JSON.createObjectNode().put("Name", name);
            spec.putObject("Labels").put(Namespace.LABEL, "refused");
            ObjectNode container = spec.putObject("TaskTemplate").putObject("ContainerSpec");
            ArrayNode command = container.put("Image", image).putArray("Command");
            List.of("sleep", "1000").forEach(command::add);
            container.put("Init", true).put("StopGracePeriod", 1_000_000L);
            spec.withObject("/TaskTemplate/RestartPolicy").put("Condition", "none");
            spec.putObject("Mode").putObject("Replicated").put("Replicas", replicas);
            int end = field.lastIndexOf('/');
            ObjectNode parent = end < 0 ? spec : spec.withObject("/" + field.substring(0, end));
            parent.set(field.substring(end + 1), JSON.readTree(value));
            return spec;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What we say of it. */
    static List<String> problems(JsonNode spec, SwarmInventory observed, List<Node> nodes) {
        String name = spec.path("Name").asText();
        String image = spec.at("/TaskTemplate/ContainerSpec/Image").asText();
        DesiredService service =
                new DesiredService("app", name, ImageReference.parse(image), List.of(), (ObjectNode) spec);
        DesiredStack stack =
                new DesiredStack(new Namespace("refused"), List.of(), List.of(), List.of(), List.of(service));
        return Preflight.problems(stack, observed, nodes);
    }

    @Override
    public String toString() {
        return field + " " + value;
    }
}
