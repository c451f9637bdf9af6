package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.CredentialValues;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.RegistryData;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.SecretData;
import io.jenkins.plugins.flaskbbswarm.jenkins.targets.Destination;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewDescriptor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The values of the credentials that a known preview names; what it names none for stays unknown. */
final class PreviewSecrets {
    private final KnownPreview known;
    private final CredentialValues credentials;

    PreviewSecrets(KnownPreview known, CredentialValues credentials) {
        this.known = known;
        this.credentials = credentials;
    }

    PreviewServers servers() throws IOException {
        return new PreviewServers(
                value(known.databaseAdmin(), known.note().database()),
                value(known.redis(), known.note().redis()));
    }

    /** What the step says wins over what the file says. */
    private ArrayList<SecretData> value(List<KnownPreview.Source> step, List<PreviewDescriptor.Server> file)
            throws IOException {
        List<KnownPreview.Source> sources = file.stream()
                .filter(server -> !server.credential().isEmpty())
                .map(server -> new KnownPreview.Source("", server.credential()))
                .collect(Collectors.toCollection(ArrayList::new));
        sources.addAll(0, file.isEmpty() ? List.of() : step);
        ArrayList<SecretData> values = new ArrayList<>();
        if (!sources.isEmpty()) {
            values.add(value(sources.get(0)));
        }
        return values;
    }

    private SecretData value(KnownPreview.Source source) throws IOException {
        return SecretData.of(
                source.template().isEmpty()
                        ? credentials.secret(source.credentialsId())
                        : credentials.uri(source.template(), source.credentialsId()));
    }

    /** The login that the images of jobs are pulled with; none if only the build knew it. */
    ArrayList<RegistryData> registry(Destination destination) throws IOException {
        ArrayList<RegistryData> logins = new ArrayList<>();
        for (PreviewDescriptor.Registry registry : known.note().registry()) {
            Optional<RegistryData> targets = destination
                    .login(credentials)
                    .filter(login -> login.isFor(registry.address()))
                    .filter(login -> isTheTargets(registry, destination));
            if (targets.isPresent()) {
                logins.add(targets.get());
            } else if (!registry.credential().isEmpty()) {
                RegistryData login = credentials.login(registry.credential());
                logins.add(new RegistryData(registry.address(), login.username(), login.password()));
            }
        }
        return logins;
    }

    /** Unless the build used another login, which it was told to. */
    private static boolean isTheTargets(PreviewDescriptor.Registry registry, Destination destination) {
        return registry.credential().isEmpty() || registry.credential().equals(destination.registryCredentialsId());
    }
}
