package org.spikewright.editor.ui.internal;

import org.eclipse.jface.text.source.DefaultCharacterPairMatcher;

/** Shows which brackets belong together. */
public final class Brackets extends DefaultCharacterPairMatcher {

    /** Made by the editor. */
    public Brackets() {
        super(new char[] {'{', '}', '(', ')', '[', ']'});
    }
}
