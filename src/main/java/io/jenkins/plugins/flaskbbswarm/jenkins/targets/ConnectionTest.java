package io.jenkins.plugins.flaskbbswarm.jenkins.targets;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.util.FormValidation;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.CredentialStore;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.CredentialValues;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.EngineData;
import io.jenkins.plugins.flaskbbswarm.text.SecretMasker;

import java.io.IOException;
import java.util.Optional;

/** Connects from the controller to an engine as a form describes it. */
final class ConnectionTest {
    private final SwarmTarget target;

    ConnectionTest(SwarmTarget target) {
        this.target = target;
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
        CredentialStore store = CredentialStore.ofController();
        Destination destination = new Destination(target.getHost(), "", Optional.of(target), Optional.of(store));
        EngineData data = destination.engine(new CredentialValues(store, new SecretMasker()));
        return EngineAddress.parse(
                target.getHost(), data.engine().tls(), data.engine().ssh());
    }
}
