package io.jenkins.plugins.flaskbbswarm.compose;

import io.jenkins.plugins.flaskbbswarm.stack.Attachment;
import io.jenkins.plugins.flaskbbswarm.stack.Confinement;
import io.jenkins.plugins.flaskbbswarm.stack.CredentialSpec;
import io.jenkins.plugins.flaskbbswarm.stack.Deploy;
import io.jenkins.plugins.flaskbbswarm.stack.FileUse;
import io.jenkins.plugins.flaskbbswarm.stack.HealthCheck;
import io.jenkins.plugins.flaskbbswarm.stack.Logging;
import io.jenkins.plugins.flaskbbswarm.stack.Mount;
import io.jenkins.plugins.flaskbbswarm.stack.Naming;
import io.jenkins.plugins.flaskbbswarm.stack.Port;
import io.jenkins.plugins.flaskbbswarm.stack.Process;
import io.jenkins.plugins.flaskbbswarm.stack.Service;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a service. */
final class ServiceReader {
    private final String name;
    private final Section in;

    ServiceReader(String name, Section in) {
        this.name = name;
        this.in = in;
    }

    Service read() {
        String image = in.text("image");
        Process process = new ProcessReader(in).read();
        Naming naming = new NamingReader(in).read();
        Confinement confinement = new ConfinementReader(in).read();
        Map<String, String> labels = in.labels("labels");
        Optional<HealthCheck> healthCheck = in.section("healthcheck").map(HealthCheckReader::read);
        Optional<Logging> logging = in.section("logging").map(ServiceReader::logging);
        List<Port> ports = new PortsReader(in).read();
        List<Mount> mounts = new MountsReader(in).read();
        Map<String, Attachment> networks = new AttachmentsReader(in).read();
        List<FileUse> secrets = new FileUsesReader(in, "secrets").read();
        List<FileUse> configs = new FileUsesReader(in, "configs").read();
        CredentialSpec credentialSpec =
                in.section("credential_spec").map(ServiceReader::credentialSpec).orElse(new CredentialSpec("", "", ""));
        Deploy deploy = DeployReader.read(in.nullableSection("deploy"));
        String restart = in.text("restart");
        List<String> dependsOn = dependsOn();
        Map<String, Object> unused = UnusedFields.read(in);
        return new Service(
                name,
                image,
                process,
                naming,
                confinement,
                labels,
                healthCheck,
                logging,
                ports,
                mounts,
                networks,
                secrets,
                configs,
                credentialSpec,
                deploy,
                restart,
                dependsOn,
                unused);
    }

    private static Logging logging(Section in) {
        Logging logging = new Logging(in.text("driver"), in.nullableTextMap("options"));
        in.finish(UnknownFields.NONE);
        return logging;
    }

    private static CredentialSpec credentialSpec(Section in) {
        CredentialSpec spec = new CredentialSpec(in.text("config"), in.text("file"), in.text("registry"));
        in.finish(UnknownFields.NONE);
        return spec;
    }

    /** A list of keys, or a mapping by key, which is modern. */
    private List<String> dependsOn() {
        boolean isMap =
                in.nullable("depends_on").filter(YamlMap.class::isInstance).isPresent();
        if (isMap) {
            in.reading()
                    .lenient(
                            in.location("depends_on"),
                            in.path("depends_on"),
                            "must be a list; conditions have no effect in a swarm",
                            "list the names only");
        }
        List<String> keys = isMap
                ? new ArrayList<>(in.section("depends_on").orElseThrow().names())
                : in.distinctTexts("depends_on");
        if (!keys.isEmpty()) {
            in.warn(
                    "depends_on",
                    "the engine starts all services at once, in any order",
                    "make the service wait for what it needs, deploy in order (--ordered, or order: depends_on under rollout"
                            + " in deploy.yml), or remove the field");
        }
        return keys;
    }
}
