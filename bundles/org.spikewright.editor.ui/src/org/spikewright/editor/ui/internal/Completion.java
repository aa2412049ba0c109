package org.spikewright.editor.ui.internal;

import java.util.List;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.contentassist.ICompletionProposal;
import org.eclipse.jface.text.contentassist.IContentAssistProcessor;
import org.eclipse.jface.text.contentassist.IContextInformation;
import org.eclipse.jface.text.contentassist.IContextInformationValidator;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.ui.PlatformUI;

/** Proposes what the server thinks may stand at the caret. */
public final class Completion implements IContentAssistProcessor {

    private static final long PATIENCE = 5000;

    private final LanguageSession session = PlatformUI.getWorkbench().getService(LanguageSession.class);

    @Override
    public ICompletionProposal[] computeCompletionProposals(ITextViewer viewer, int offset) {
        List<CompletionItem> items = session.ask(viewer.getDocument(), PATIENCE, document -> server -> server
                .completion(new CompletionParams(document, Positions.position(viewer.getDocument(), offset))))
                .map(answer -> answer.isLeft() ? answer.getLeft() : answer.getRight().getItems()).orElse(List.of());
        return items.stream().map(item -> new Proposal(item, viewer.getDocument())).toArray(ICompletionProposal[]::new);
    }

    @Override
    public char[] getCompletionProposalAutoActivationCharacters() {
        return new char[] {'.'};
    }

    @Override
    public IContextInformation[] computeContextInformation(ITextViewer viewer, int offset) {
        return null;
    }

    @Override
    public char[] getContextInformationAutoActivationCharacters() {
        return null;
    }

    @Override
    public String getErrorMessage() {
        return null;
    }

    @Override
    public IContextInformationValidator getContextInformationValidator() {
        return null;
    }
}
