package io.jenkins.plugins.flaskbbswarm.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** Trusts one authority and presents one certificate. */
final class TlsContext {
    private static final char[] NO_PASSWORD = {};

    private final TlsFiles files;

    TlsContext(TlsFiles files) {
        this.files = files;
    }

    /** @throws IllegalArgumentException if one of the files does not hold what its name says */
    SSLSocketFactory socketFactory() {
        Certificate[] own = certificates("cert.pem", files.certificate());
        PrivateKey key = PemKey.read(files.key());
        if (!own[0].getPublicKey().getAlgorithm().equals(key.getAlgorithm())) {
            throw new IllegalArgumentException("key.pem is not the key of cert.pem: give the pair made together");
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    identity(key, own).getKeyManagers(),
                    TlsTrust.in(List.of(certificates("ca.pem", files.ca()))),
                    null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("the TLS files for the engine cannot be used: " + e.getMessage(), e);
        }
    }

    private static Certificate[] certificates(String file, byte[] pem) {
        try {
            Collection<? extends Certificate> all =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
            if (!all.isEmpty()) {
                return all.toArray(new Certificate[0]);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(file + " holds no readable certificate: give it in PEM form", e);
        }
        throw new IllegalArgumentException(file + " holds no certificate: give it in PEM form");
    }

    private static KeyManagerFactory identity(PrivateKey key, Certificate[] chain)
            throws GeneralSecurityException, IOException {
        KeyStore store = TlsTrust.emptyStore();
        store.setKeyEntry("client", key, NO_PASSWORD, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory;
    }
}
