package io.jenkins.plugins.flaskbbswarm.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a private key in PEM form: PKCS#8 of any kind, or RSA in the older PKCS#1. */
final class PemKey {
    private static final Pattern BLOCK = Pattern.compile(
            "-----BEGIN (?<kind>[A-Z0-9 ]*PRIVATE KEY)-----(?<base64>.*?)-----END \\k<kind>-----", Pattern.DOTALL);
    /** {@code version 0, { rsaEncryption, NULL }}: what PKCS#8 has before a PKCS#1 key. */
    private static final byte[] RSA_HEADER = {
        0x02,
        0x01,
        0x00,
        0x30,
        0x0d,
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };

    private PemKey() {}

    /** @throws IllegalArgumentException if there is no key in it that we can read */
    static PrivateKey read(byte[] pem) {
        Matcher block = BLOCK.matcher(new String(pem, StandardCharsets.ISO_8859_1));
        if (!block.find()) {
            throw new IllegalArgumentException("key.pem holds no private key: give it in PEM form, without a password");
        }
        byte[] der = Base64.getMimeDecoder().decode(block.group("base64"));
        return switch (block.group("kind")) {
            case "PRIVATE KEY" -> pkcs8(der);
            case "RSA PRIVATE KEY" -> pkcs8(element(0x30, RSA_HEADER, element(0x04, der)));
            default ->
                throw new IllegalArgumentException("key.pem is a key of the form '" + block.group("kind")
                        + "': convert it with openssl pkcs8 -topk8 -nocrypt -in key.pem -out new-key.pem");
        };
    }

    private static PrivateKey pkcs8(byte[] der) {
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (GeneralSecurityException e) {
                continue;
            }
        }
        throw new IllegalArgumentException("key.pem is of no known kind: give an RSA or EC key without a password");
    }

    /** A DER element: tag, length, content. */
    private static byte[] element(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        out.writeBytes(length(content.size()));
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }

    /** The shortest form, as DER wants it. */
    private static byte[] length(int length) {
        if (length < 0x80) {
            return new byte[] {(byte) length};
        }
        return length <= 0xff
                ? new byte[] {(byte) 0x81, (byte) length}
                : new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length};
    }
}
