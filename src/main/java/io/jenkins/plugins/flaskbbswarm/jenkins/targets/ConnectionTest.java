package io.jenkins.plugins.flaskbbswarm.jenkins.targets;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.util.FormValidation;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.CredentialStore;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.CredentialValues;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.EngineData;
import io.jenkins.plugins.flaskbbswarm.jenkins.forms.FormText;
import io.jenkins.plugins.flaskbbswarm.text.SecretMasker;

import java.io.IOException;

/** Connects from the controller to an engine as a form describes it. */
final class ConnectionTest {
    private final String host;
    private final String credentialsId;
    private final String passphraseId;
    private final String ca;

    ConnectionTest(String host, String credentialsId, String passphraseId, String ca) {
        this.host = FormText.trimmed(host);
        this.credentialsId = FormText.trimmed(credentialsId);
        this.passphraseId = FormText.trimmed(passphraseId);
        this.ca = FormText.trimmed(ca);
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
        } catch (IllegalArgumentException | EngineException | IOException e) {
            return FormValidation.error(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FormValidation.error("Interrupted");
        }
    }

    /** With credentials of the controller's own store, of which a target's are. */
    private EngineAddress address() throws IOException {
        CredentialValues credentials = new CredentialValues(CredentialStore.ofController(), new SecretMasker());
        EngineData data = credentialsId.isEmpty()
                ? EngineData.of(host)
                : credentials.server(host, credentialsId, ca, passphraseId);
        return EngineAddress.parse(host, data.engine().tls());
    }
}
