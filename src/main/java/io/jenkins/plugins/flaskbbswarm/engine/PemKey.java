package io.jenkins.plugins.flaskbbswarm.engine;

import io.jenkins.plugins.flaskbbswarm.text.Advice;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Reads a private key as openssl and its likes write it: PKCS#8, PKCS#1, SEC 1, each of them encrypted or not. */
final class PemKey {
    /** Names the environment variable with the passphrase of an encrypted key. */
    static final String PASSPHRASE = "FLASKBB_SWARM_KEY_PASSPHRASE";

    private static final byte[] VERSION_0 = {Der.INTEGER, 1, 0};
    private static final byte[] RSA = Der.element(Der.OID, HexFormat.of().parseHex("2a864886f70d010101"));
    private static final byte[] EC = Der.element(Der.OID, HexFormat.of().parseHex("2a8648ce3d0201"));
    private static final byte[] NULL = {5, 0};
    private static final int EC_PARAMETERS = 0xa0;

    private PemKey() {}

    /**
     * Reads the first key of a file.
     *
     * @param passphrase empty if there is none
     * @throws IllegalArgumentException if there is no key in it that we can read; the message says what to do
     */
    static PrivateKey read(byte[] pem, Optional<char[]> passphrase) {
        List<PemBlock> blocks = PemBlock.in(pem);
        PemBlock key = blocks.stream()
                .filter(PemBlock::isKey)
                .findFirst()
                .orElseThrow(() -> bad("holds no private key: it " + PemBlock.contents(pem)
                        + "; give the key of cert.pem in PEM form"));
        try {
            return key(key, blocks, passphrase);
        } catch (Unreadable | IllegalArgumentException e) {
            throw e instanceof Unreadable known
                    ? bad(known.getMessage())
                    : bad("is not a readable " + key.kind() + " (" + e.getMessage() + "); copy the whole file again");
        }
    }

    /** What is wrong with a key, for people. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    private static PrivateKey key(PemBlock block, List<PemBlock> all, Optional<char[]> passphrase) throws Unreadable {
        boolean encrypted =
                block.headers().containsKey("DEK-Info") || block.kind().startsWith("ENCRYPTED");
        if (!encrypted) {
            return parsed(pkcs8(block, block.der(), all));
        }
        char[] given = passphrase.orElseThrow(
                () -> new Unreadable("is encrypted: " + Advice.of("", "choose its passphrase in the swarm target, or ")
                        + "set " + PASSPHRASE + ", or " + PASSPHRASE + "_FILE to a file with its passphrase"));
        byte[] clear = decrypted(block, given);
        try {
            return parsed(pkcs8(block, clear, all));
        } catch (Unreadable | IllegalArgumentException e) {
            throw wrongPassphrase();
        }
    }

    private static byte[] decrypted(PemBlock block, char[] passphrase) throws Unreadable {
        try {
            return block.kind().startsWith("ENCRYPTED")
                    ? EncryptedKey.pkcs8(block.der(), passphrase)
                    : EncryptedKey.withHeaders(block, passphrase);
        } catch (GeneralSecurityException e) {
            throw wrongPassphrase();
        } catch (IllegalArgumentException e) {
            throw new Unreadable("is encrypted in a way that is not known here (" + e.getMessage()
                    + "): convert it with openssl pkcs8 -topk8 -v2 aes-256-cbc -in key.pem -out new-key.pem");
        }
    }

    private static Unreadable wrongPassphrase() {
        return new Unreadable("cannot be decrypted: the passphrase is wrong; correct "
                + Advice.of("", "that of the swarm target, or ") + PASSPHRASE);
    }

    private static byte[] pkcs8(PemBlock block, byte[] der, List<PemBlock> all) throws Unreadable {
        return switch (block.kind()) {
            case "PRIVATE KEY", "ENCRYPTED PRIVATE KEY" -> der;
            case "RSA PRIVATE KEY" -> wrapped(Der.element(Der.SEQUENCE, RSA, NULL), der);
            case "EC PRIVATE KEY" -> wrapped(Der.element(Der.SEQUENCE, EC, curve(der, all)), der);
            default ->
                throw new Unreadable("is a key of the form '" + block.kind()
                        + "', which TLS does not use: give the RSA, EC or Ed25519 key of cert.pem");
        };
    }

    private static byte[] wrapped(byte[] algorithm, byte[] key) {
        return Der.element(Der.SEQUENCE, VERSION_0, algorithm, Der.element(Der.OCTETS, key));
    }

    /** Named in the key, or in a block of its own before it. */
    private static byte[] curve(byte[] sec1, List<PemBlock> all) throws Unreadable {
        Der key = new Der(sec1).sequence();
        key.next(Der.INTEGER);
        key.next(Der.OCTETS);
        byte[] curve = key.isNext(EC_PARAMETERS)
                ? key.next(EC_PARAMETERS)
                : all.stream()
                        .filter(block -> block.kind().equals("EC PARAMETERS"))
                        .map(PemBlock::der)
                        .findFirst()
                        .orElse(new byte[0]);
        if (!new Der(curve).isNext(Der.OID)) {
            throw new Unreadable("does not name its curve: convert it with openssl pkcs8 -topk8 -nocrypt -in key.pem"
                    + " -out new-key.pem");
        }
        return curve;
    }

    private static PrivateKey parsed(byte[] pkcs8) throws Unreadable {
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (GeneralSecurityException e) {
                continue;
            }
        }
        throw new Unreadable("is of no known kind, or damaged: give an RSA, EC or Ed25519 key");
    }

    private static IllegalArgumentException bad(String what) {
        return new IllegalArgumentException("key.pem " + what);
    }
}
