package io.jenkins.plugins.flaskbbswarm.engine;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** Trusts one authority and presents one certificate. */
final class TlsContext {
    private static final char[] NO_PASSWORD = {};
    private static final KeyManager[] NONE = {};

    private final TlsFiles files;

    TlsContext(TlsFiles files) {
        this.files = files;
    }

    /** @throws IllegalArgumentException if one of the files does not hold what its name says, or not for now */
    SSLSocketFactory socketFactory() {
        Instant now = Instant.now();
        List<X509Certificate> authorities =
                PemCertificates.in("ca.pem", files.ca()).valid(now);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(files.hasIdentity() ? identity(now) : NONE, TlsTrust.in(authorities), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("the TLS files for the engine cannot be used: " + e.getMessage(), e);
        }
    }

    private KeyManager[] identity(Instant now) throws GeneralSecurityException, IOException {
        PemCertificates own = PemCertificates.in("cert.pem", files.certificate());
        PrivateKey key = PemKey.read(files.key(), files.passphrase());
        Certificate[] chain = own.chainOf(key, now);
        KeyStore store = TlsTrust.emptyStore();
        store.setKeyEntry("client", key, NO_PASSWORD, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }
}
