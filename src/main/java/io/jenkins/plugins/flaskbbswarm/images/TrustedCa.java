package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.engine.TlsTrust;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.net.ssl.SSLContext;

/** The authorities that a registry's certificate may be signed by, instead of those that Java trusts. */
public final class TrustedCa {
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]*-----END CERTIFICATE-----");

    private final List<Certificate> authorities;

    private TrustedCa(Collection<? extends Certificate> authorities) {
        this.authorities = List.copyOf(authorities);
    }

    /**
     * Reads certificates; whatever else the text holds is left out.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static TrustedCa parse(String pem) {
        try {
            String found =
                    CERTIFICATE.matcher(pem).results().map(MatchResult::group).collect(Collectors.joining("\n"));
            Collection<? extends Certificate> all = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(found.getBytes(StandardCharsets.US_ASCII)));
            if (!all.isEmpty()) {
                return new TrustedCa(all);
            }
        } catch (CertificateException e) {
            // The parser's words would show a piece of what it read.
            throw new IllegalArgumentException("holds no readable certificate in PEM form");
        }
        throw new IllegalArgumentException("holds no certificate in PEM form");
    }

    /** For {@link #parse}. */
    public String pem() {
        StringBuilder pem = new StringBuilder();
        Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
        for (Certificate authority : authorities) {
            pem.append("-----BEGIN CERTIFICATE-----\n")
                    .append(lines.encodeToString(encoded(authority)))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        return pem.toString();
    }

    private static byte[] encoded(Certificate authority) {
        try {
            return authority.getEncoded();
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }

    SSLContext context() {
        return TlsTrust.context(authorities);
    }
}
