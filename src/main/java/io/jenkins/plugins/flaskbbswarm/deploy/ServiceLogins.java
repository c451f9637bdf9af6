package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.stack.Content;

/** Gives each service the login of its image's registry, so that a plan sees when it is another one than before. */
final class ServiceLogins {
    private ServiceLogins() {}

    static DesiredStack on(DesiredStack stack, RegistryLogins logins) {
        return new DesiredStack(
                stack.namespace(),
                stack.networks(),
                stack.secrets(),
                stack.configs(),
                stack.services().stream()
                        .map(service -> withLogin(service, logins))
                        .toList());
    }

    private static DesiredService withLogin(DesiredService service, RegistryLogins logins) {
        return service.withLogin(logins.forPresent(service.image().registry()).map(login -> Content.of(login.bytes())));
    }
}
