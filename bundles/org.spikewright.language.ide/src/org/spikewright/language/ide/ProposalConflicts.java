package org.spikewright.language.ide;

import org.eclipse.xtext.ide.editor.contentassist.ContentAssistContext;
import org.eclipse.xtext.ide.editor.contentassist.antlr.AntlrProposalConflictHelper;

/** Tells which proposals would run together with the text before them; its lexers serve one request at a time. */
public class ProposalConflicts extends AntlrProposalConflictHelper {

    @Override
    public synchronized boolean existsConflict(String before, String proposal, ContentAssistContext context) {
        return super.existsConflict(before, proposal, context);
    }
}
