package io.jenkins.plugins.flaskbbswarm.engine;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The certificates of a PEM file: whatever else it holds is left out. */
final class PemCertificates {
    private final String file;
    private final List<X509Certificate> all;

    private PemCertificates(String file, List<X509Certificate> all) {
        this.file = file;
        this.all = all;
    }

    /** @throws IllegalArgumentException if there is none, or one cannot be read */
    static PemCertificates in(String file, byte[] pem) {
        List<X509Certificate> found = new ArrayList<>();
        for (PemBlock block : PemBlock.in(pem)) {
            if (block.isCertificate()) {
                found.add(certificate(file, found.size() + 1, block.der()));
            }
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException(file + " holds no certificate: it " + PemBlock.contents(pem)
                    + "; give the certificate in PEM form (-----BEGIN CERTIFICATE-----)");
        }
        return new PemCertificates(file, found);
    }

    private static X509Certificate certificate(String file, int number, byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IllegalArgumentException(
                    file + " is damaged: its certificate " + number + " cannot be read; copy the whole file again", e);
        }
    }

    List<X509Certificate> all() {
        return all;
    }

    /**
     * The certificates with the one of {@code key} first, as TLS sends them.
     *
     * @throws IllegalArgumentException if none is that key's, or its time is not now
     */
    Certificate[] chainOf(PrivateKey key, Instant now) {
        X509Certificate own = all.stream()
                .filter(certificate -> belongs(certificate, key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("key.pem is not the key of " + file + " ("
                        + subject(all.get(0)) + "): give the pair made together"));
        requireValid(own, now);
        List<Certificate> chain = new ArrayList<>(all);
        chain.remove(own);
        chain.add(0, own);
        return chain.toArray(new Certificate[0]);
    }

    /** @throws IllegalArgumentException if the time of none is now */
    List<X509Certificate> valid(Instant now) {
        List<X509Certificate> valid =
                all.stream().filter(certificate -> isValid(certificate, now)).toList();
        if (valid.isEmpty()) {
            requireValid(all.get(0), now);
        }
        return valid;
    }

    private static boolean isValid(X509Certificate certificate, Instant now) {
        return !now.isBefore(certificate.getNotBefore().toInstant())
                && !now.isAfter(certificate.getNotAfter().toInstant());
    }

    private void requireValid(X509Certificate certificate, Instant now) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        if (now.isAfter(until)) {
            throw new IllegalArgumentException("the certificate in " + file + " (" + subject(certificate)
                    + ") expired: it was valid from " + from + " until " + until + "; renew it");
        }
        if (now.isBefore(from)) {
            throw new IllegalArgumentException("the certificate in " + file + " (" + subject(certificate)
                    + ") is not valid yet: it is valid from " + from + " until " + until + ", and this machine's clock"
                    + " says " + now + "; correct the clock, or wait");
        }
    }

    private static String subject(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    /** Only the key of a certificate makes signatures that it verifies. */
    private static boolean belongs(X509Certificate certificate, PrivateKey key) {
        String algorithm = key.getAlgorithm().equals("EC") ? "ECDSA" : key.getAlgorithm();
        byte[] text = {1, 2, 3};
        try {
            Signature signature =
                    Signature.getInstance(algorithm.startsWith("Ed") ? algorithm : "SHA256with" + algorithm);
            signature.initSign(key);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
