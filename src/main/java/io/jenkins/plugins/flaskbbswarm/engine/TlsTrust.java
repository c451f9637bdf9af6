package io.jenkins.plugins.flaskbbswarm.engine;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Collection;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Trusts the authorities that are named and no others, not even those that Java brings. */
public final class TlsTrust {
    private TlsTrust() {}

    /** For clients that show no certificate of their own. */
    public static SSLContext context(Collection<? extends Certificate> authorities) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, in(authorities), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    /** That the time of the other side's certificate is not now, if that is why a connection failed. */
    public static Optional<String> outOfTime(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return Optional.of("its certificate expired (" + cause.getMessage() + "); renew it");
            }
            if (cause instanceof CertificateNotYetValidException) {
                return Optional.of(
                        "its certificate is not valid yet (" + cause.getMessage() + "); correct the clocks, or wait");
            }
        }
        return Optional.empty();
    }

    static TrustManager[] in(Collection<? extends Certificate> authorities) {
        try {
            KeyStore store = emptyStore();
            for (Certificate authority : authorities) {
                store.setCertificateEntry("ca" + store.size(), authority);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every Java has PKCS12 and X.509", e);
        }
    }

    static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
