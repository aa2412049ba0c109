package org.spikewright.language.index;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.spikewright.model.core.Declaration;

/** Tells texts apart, by SHA-256. */
public final class Fingerprint {

    private final MessageDigest digest;

    /** The fingerprint of nothing yet. */
    public Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The fingerprint of a declaration as it is written, white space and comments before it aside. */
    public static String of(Declaration declaration) {
        INode node = NodeModelUtils.getNode(declaration);
        return new Fingerprint().with(node == null ? "" : node.getRootNode().getText().substring(node.getOffset(), node.getEndOffset()))
                .toString();
    }

    /** Goes on with a text; where it ends counts too. */
    public Fingerprint with(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        return this;
    }

    /** Ends the fingerprint. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
