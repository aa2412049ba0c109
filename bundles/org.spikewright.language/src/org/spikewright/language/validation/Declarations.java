package org.spikewright.language.validation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.spikewright.model.core.Declaration;

/** The declarations of a file by where they stand in it. */
final class Declarations {

    private final TreeMap<Integer, Declaration> starts = new TreeMap<>();

    Declarations(List<Declaration> declarations) {
        declarations.forEach(declaration -> starts.put(NodeModelUtils.getNode(declaration).getOffset(), declaration));
    }

    /** The declaration that a place is in, if any. */
    Optional<Declaration> at(int offset) {
        return Optional.ofNullable(starts.floorEntry(offset)).map(Map.Entry::getValue)
                .filter(declaration -> offset <= NodeModelUtils.getNode(declaration).getEndOffset());
    }
}
