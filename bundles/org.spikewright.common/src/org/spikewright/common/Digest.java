package org.spikewright.common;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 of what is added piece by piece: equal where all bytes are. */
public final class Digest {

    private final MessageDigest digest;

    /** Of nothing yet. */
    public Digest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Adds a text in UTF-8; where it ends is not marked. */
    public Digest add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Adds the bytes from the position to the limit. */
    public Digest add(ByteBuffer bytes) {
        digest.update(bytes);
        return this;
    }

    /** Ends it: 64 hexadecimal digits. */
    public String end() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
