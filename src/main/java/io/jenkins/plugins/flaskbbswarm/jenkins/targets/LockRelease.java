package io.jenkins.plugins.flaskbbswarm.jenkins.targets;

import hudson.util.FormValidation;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.CredentialStore;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.CredentialValues;
import io.jenkins.plugins.flaskbbswarm.jenkins.forms.FormText;
import io.jenkins.plugins.flaskbbswarm.release.StackLock;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import io.jenkins.plugins.flaskbbswarm.text.SecretMasker;

import java.io.IOException;
import java.util.Optional;

/** Takes the lock of a stack away, from the controller, on a swarm that an administrator named. */
final class LockRelease {
    private final String target;
    private final String stack;

    LockRelease(String target, String stack) {
        this.target = FormText.trimmed(target);
        this.stack = FormText.trimmed(stack);
    }

    FormValidation result() {
        try (Engine engine = Engine.connect(address())) {
            Namespace namespace = new Namespace(stack);
            return new StackLock(engine, namespace, EventSink.silent())
                    .release()
                    .map(lock -> FormValidation.ok("Released: the stack " + stack + " was locked by " + lock + "."))
                    .orElse(FormValidation.ok("Nothing to do: the stack " + stack + " is not locked."));
        } catch (IllegalArgumentException | EngineException | IOException e) {
            return FormValidation.error(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FormValidation.error("Interrupted");
        }
    }

    private EngineAddress address() throws IOException {
        SwarmTarget named = SwarmTargets.get()
                .named(target)
                .filter(swarm -> !swarm.getHost().isEmpty())
                .orElseThrow(() -> new IllegalArgumentException("There is no swarm target '" + target
                        + "' with an engine; choose one that is there, or use the step swarmUnlock on a node"));
        CredentialStore store = CredentialStore.ofController();
        return EngineAddress.parse(
                named.getHost(),
                new Destination(named.getHost(), "", Optional.of(named), Optional.of(store))
                        .engine(new CredentialValues(store, new SecretMasker()))
                        .engine()
                        .tls());
    }
}
