package io.jenkins.plugins.flaskbbswarm.deploy;

import java.security.InvalidKeyException;
import java.security.Provider;
import java.security.Security;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import java.util.concurrent.atomic.AtomicInteger;

import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.SecretKeyFactorySpi;
import javax.crypto.spec.PBEKeySpec;

/** Counts the slow hashes of this process, whoever asks for them, and makes fast ones: a provider before Java's own. */
public final class SlowHashes extends SecretKeyFactorySpi {
    private static final String ALGORITHM = "PBKDF2WithHmacSHA512";
    private static final AtomicInteger COUNT = new AtomicInteger();

    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    /** From here on, all of this process. */
    static void count() {
        Security.insertProviderAt(new Counting(), 1);
    }

    static void countNoMore() {
        Security.removeProvider(Counting.NAME);
    }

    /** How many slow hashes some work takes. */
    static int during(Work work) throws Exception {
        int before = COUNT.get();
        work.run();
        return COUNT.get() - before;
    }

    private static final class Counting extends Provider {
        private static final long serialVersionUID = 1;
        private static final String NAME = "counting";

        Counting() {
            super(NAME, "1", "counts slow hashes");
            put("SecretKeyFactory." + ALGORITHM, SlowHashes.class.getName());
        }
    }

    private final SecretKeyFactory real;

    public SlowHashes() throws Exception {
        real = SecretKeyFactory.getInstance(ALGORITHM, "SunJCE");
    }

    @Override
    protected SecretKey engineGenerateSecret(KeySpec spec) throws InvalidKeySpecException {
        COUNT.incrementAndGet();
        PBEKeySpec slow = (PBEKeySpec) spec;
        return real.generateSecret(new PBEKeySpec(slow.getPassword(), slow.getSalt(), 1, slow.getKeyLength()));
    }

    @Override
    protected KeySpec engineGetKeySpec(SecretKey key, Class<?> kind) throws InvalidKeySpecException {
        return real.getKeySpec(key, kind);
    }

    @Override
    protected SecretKey engineTranslateKey(SecretKey key) throws InvalidKeyException {
        return real.translateKey(key);
    }
}
