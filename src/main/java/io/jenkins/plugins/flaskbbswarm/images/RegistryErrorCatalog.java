package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.images.ImageException.Kind;
import io.jenkins.plugins.flaskbbswarm.text.Advice;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What can be wrong with a registry, told from the engine's text alone: its status codes do not tell. The texts are
 * those of engines 20.10 to 29; {@code @} stands for the registry's host and port. The first that fits counts.
 */
public enum RegistryErrorCatalog {
    NO_SPACE(
            Kind.NO_SPACE,
            "no space left on device",
            "a disk is full",
            "free space on the engine's machine (docker system prune) or on the registry's"),
    NOT_THERE(
            Kind.UNREACHABLE,
            "connection refused",
            "nothing answers at the registry's address @",
            "start the registry, or correct the address"),
    NO_SUCH_NAME(
            Kind.UNREACHABLE,
            "no such host|server misbehaving|name resolution",
            "the engine cannot resolve the registry's name @",
            "correct the name, or the DNS that the engine's machine uses"),
    NO_ROUTE(
            Kind.UNREACHABLE,
            "no route to host|network is unreachable",
            "the engine's machine has no way to the registry @",
            "correct the address, or the network between them"),
    NO_ANSWER(
            Kind.UNREACHABLE,
            "i/o timeout|TLS handshake timeout|Client\\.Timeout|deadline exceeded",
            "the registry @ does not answer in time",
            "see that it runs and that no firewall is between the engine's machine and it"),
    EXPIRED(
            Kind.UNTRUSTED,
            "certificate has expired or is not yet valid",
            "the certificate of the registry @ has expired, or is not valid yet",
            "renew it, or set the clock of the engine's machine"),
    UNKNOWN_AUTHORITY(
            Kind.UNTRUSTED,
            "signed by unknown authority|certificate is not trusted",
            "the engine does not trust the certificate of the registry @",
            "put its CA's certificate at /etc/docker/certs.d/@/ca.crt on each node"),
    WRONG_NAME(
            Kind.UNTRUSTED,
            "doesn't contain any IP SANs|certificate is (?:not )?valid for|relies on legacy Common Name",
            "the certificate of the registry @ is for another name",
            "issue one with this name or address among its subjectAltNames, or use the name that it has"),
    PLAIN_HTTP(
            Kind.UNTRUSTED,
            "server gave HTTP response to HTTPS client",
            "the registry @ speaks plain HTTP",
            "give it a certificate, or list it under insecure-registries in /etc/docker/daemon.json of each node"),
    NO_LOGIN(Kind.UNAUTHORIZED, "no basic auth credentials", "the registry @ wants a login and got none", ""),
    NO_PLATFORM(
            Kind.NOT_FOUND,
            "no matching manifest|no match for platform",
            "the image is not made for the platform of that machine",
            "build it for that platform, too, or keep the service off that node by a constraint"),
    TOO_MANY(
            Kind.OTHER,
            "toomanyrequests|429 Too Many",
            "the registry @ allows no more requests for now",
            "wait, or log in to get a higher limit"),
    NOT_BUILT(
            Kind.NOT_FOUND,
            "does not exist locally|tag does not exist",
            "the engine has no such image",
            "build it first, or correct its name"),
    DENIED(
            Kind.DENIED,
            "access denied|denied: |resource is denied|403 Forbidden|insufficient_scope",
            "the registry @ does not allow it, or has no such repository",
            "correct the name, or let this user have access to it"),
    WRONG_LOGIN(
            Kind.UNAUTHORIZED,
            "unauthorized|incorrect username or password|401 ",
            "the registry @ refuses the login",
            "correct its user and password"),
    NOT_FOUND(
            Kind.NOT_FOUND,
            "manifest unknown|name unknown|not found",
            "the registry @ has no such image",
            "correct its name or tag, or push it first"),
    HALF_WRITTEN(
            Kind.FAILING,
            "manifest blob unknown|blob unknown to registry|digest invalid",
            "the registry @ misses a part of the image that it was given",
            "push it again; if that does not help, look at its log"),
    REGISTRY_ERROR(
            Kind.FAILING,
            "received unexpected HTTP status: 5|50[0-9] [A-Z]",
            "the registry @ fails",
            "look at its log; often its disk is full or read-only"),
    OTHER(
            Kind.OTHER,
            "",
            "the registry @ or the engine would not",
            "see what it says, and the engine's log on the machine it runs on");

    private final Kind kind;
    private final Pattern text;
    private final String cause;
    private final String remedy;

    RegistryErrorCatalog(Kind kind, String text, String cause, String remedy) {
        this.kind = kind;
        this.text = Pattern.compile(text, Pattern.CASE_INSENSITIVE);
        this.cause = cause;
        this.remedy = remedy;
    }

    /** The way out where a login is missing. */
    static String nameLogin() {
        return Advice.of(
                "name its user and password", "name its credential: registry: [address: '…', credentialsId: '…']");
    }

    /** What this text of the engine means. */
    static RegistryErrorCatalog of(String engineText) {
        return Arrays.stream(values())
                .filter(trouble -> trouble.text.matcher(engineText).find())
                .findFirst()
                .orElse(OTHER);
    }

    /**
     * What an engine's text about a registry means, and the way out.
     *
     * @param registry host and port
     * @return {@code cause; remedy}, empty if it is not known
     */
    public static Optional<String> meaning(String engineText, String registry) {
        RegistryErrorCatalog trouble = of(engineText);
        return trouble == OTHER ? Optional.empty() : Optional.of(trouble.sentence(registry));
    }

    private String sentence(String registry) {
        String wayOut = this == NO_LOGIN ? nameLogin() : remedy.replace("@", registry);
        return cause.replace("@", registry) + "; " + wayOut;
    }

    /**
     * The trouble as one sentence.
     *
     * @param attempt such as {@code cannot push r:5000/app:1}
     * @param registry host and port
     */
    static ImageException explain(String attempt, String registry, String engineText, Throwable cause) {
        RegistryErrorCatalog trouble = of(engineText);
        String why = trouble.cause.replace("@", registry);
        String wayOut = trouble == NO_LOGIN ? nameLogin() : trouble.remedy.replace("@", registry);
        return new ImageException(
                trouble.kind, "%s: %s (%s); %s".formatted(attempt, why, engineText.strip(), wayOut), cause);
    }
}
