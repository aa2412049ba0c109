package org.spikewright.language.index;

import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.spikewright.common.Digest;
import org.spikewright.model.core.Declaration;

/** Tells texts apart, by SHA-256. */
public final class Fingerprint {

    private final Digest digest = new Digest();

    /** The fingerprint of a declaration as it is written, white space and comments before it aside. */
    public static String of(Declaration declaration) {
        INode node = NodeModelUtils.getNode(declaration);
        return new Fingerprint().with(node == null ? "" : node.getRootNode().getText().substring(node.getOffset(), node.getEndOffset()))
                .toString();
    }

    /** Goes on with a text; where it ends counts too. */
    public Fingerprint with(String text) {
        digest.add(text).add("\0");
        return this;
    }

    /** Ends the fingerprint. */
    @Override
    public String toString() {
        return digest.end();
    }
}
