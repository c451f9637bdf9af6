package io.jenkins.plugins.flaskbbswarm.jenkins.targets;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.fasterxml.jackson.databind.JsonNode;
import hudson.security.ACL;
import hudson.util.FormValidation;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.EngineData;
import io.jenkins.plugins.flaskbbswarm.jenkins.forms.Texts;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.docker.commons.credentials.DockerServerCredentials;

import java.util.List;

/** Connects from the controller to an engine as a form describes it. */
final class ConnectionTest {
    private final String host;
    private final String credentialsId;
    private final String ca;

    ConnectionTest(String host, String credentialsId, String ca) {
        this.host = Texts.trimmed(host);
        this.credentialsId = Texts.trimmed(credentialsId);
        this.ca = Texts.trimmed(ca);
    }

    FormValidation result() {
        try (Engine engine = Engine.connect(address())) {
            JsonNode info = engine.system().info();
            boolean isManager = info.at("/Swarm/ControlAvailable").asBoolean();
            String who = info.path("Name").asText() + ", Docker "
                    + info.path("ServerVersion").asText();
            return isManager
                    ? FormValidation.ok("Connected to " + who + ", a manager of a swarm")
                    : FormValidation.error("Connected to " + who + ", but it manages no swarm; name a manager");
        } catch (IllegalArgumentException | EngineException e) {
            return FormValidation.error(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FormValidation.error("Interrupted");
        }
    }

    private EngineAddress address() {
        EngineData data =
                credentialsId.isEmpty() ? new EngineData(host, "", "", "") : EngineData.of(host, server(), ca);
        return EngineAddress.parse(host, data.engine().tls());
    }

    private DockerServerCredentials server() {
        List<DockerServerCredentials> all = CredentialsProvider.lookupCredentialsInItemGroup(
                DockerServerCredentials.class, Jenkins.get(), ACL.SYSTEM2);
        DockerServerCredentials found = CredentialsMatchers.firstOrNull(all, CredentialsMatchers.withId(credentialsId));
        if (found == null) {
            throw new IllegalArgumentException("There is no credential '" + credentialsId
                    + "' for a Docker server in the controller's own store; choose one that is there");
        }
        return found;
    }
}
