package io.jenkins.plugins.flaskbbswarm.compose.read;

import io.jenkins.plugins.flaskbbswarm.stack.Attachment;
import io.jenkins.plugins.flaskbbswarm.stack.CredentialSpec;
import io.jenkins.plugins.flaskbbswarm.stack.Dependency;
import io.jenkins.plugins.flaskbbswarm.stack.Deploy;
import io.jenkins.plugins.flaskbbswarm.stack.DnsOptions;
import io.jenkins.plugins.flaskbbswarm.stack.FileReference;
import io.jenkins.plugins.flaskbbswarm.stack.HealthCheck;
import io.jenkins.plugins.flaskbbswarm.stack.Logging;
import io.jenkins.plugins.flaskbbswarm.stack.Mount;
import io.jenkins.plugins.flaskbbswarm.stack.Port;
import io.jenkins.plugins.flaskbbswarm.stack.Process;
import io.jenkins.plugins.flaskbbswarm.stack.SecurityOptions;
import io.jenkins.plugins.flaskbbswarm.stack.Service;
import io.jenkins.plugins.flaskbbswarm.text.Advice;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a service. */
final class ServiceReader {
    private static final Pattern PROFILE = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]*");

    private final String name;
    private final Section in;

    ServiceReader(String name, Section in) {
        this.name = name;
        this.in = in;
    }

    Service read() {
        String image = in.text("image");
        Process process = new ProcessReader(in).read();
        DnsOptions naming = new DnsOptionsReader(in).read();
        SecurityOptions confinement = new SecurityOptionsReader(in).read();
        Map<String, String> labels = in.labels("labels");
        Optional<HealthCheck> healthCheck = in.section("healthcheck").map(HealthCheckReader::read);
        Optional<Logging> logging = in.section("logging").map(ServiceReader::logging);
        List<Port> ports = new PortsReader(in).read();
        List<Mount> mounts = new MountsReader(in).read();
        Map<String, Attachment> networks = new ServiceNetworksReader(in).read();
        List<FileReference> secrets = new FileReferencesReader(in, "secrets").read();
        List<FileReference> configs = new FileReferencesReader(in, "configs").read();
        CredentialSpec credentialSpec =
                in.section("credential_spec").map(ServiceReader::credentialSpec).orElse(new CredentialSpec("", "", ""));
        Deploy deploy = DeployReader.read(in.nullableSection("deploy"));
        String restart = in.text("restart");
        List<Dependency> dependsOn = new DependenciesReader(in).read();
        List<String> profiles = profiles();
        Map<String, Object> unused = IgnoredFields.read(in);
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
                profiles,
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

    private List<String> profiles() {
        if (in.has("profiles")) {
            in.reading()
                    .modern(
                            in.location("profiles"),
                            in.path("profiles"),
                            "is a field of the Compose Specification",
                            "keep the service in a file of its own, and name that with " + Advice.of("-c", "files")
                                    + " where it is wanted");
        }
        List<String> profiles = in.distinctTexts("profiles");
        profiles.stream()
                .filter(name -> !PROFILE.matcher(name).matches())
                .forEach(name -> in.error(
                        "profiles", "'" + name + "' is not a valid profile", "use letters, digits, '.', '_' and '-'"));
        return profiles;
    }
}
