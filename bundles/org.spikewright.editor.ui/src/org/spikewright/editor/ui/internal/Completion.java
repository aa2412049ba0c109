package org.spikewright.editor.ui.internal;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.contentassist.ICompletionProposal;
import org.eclipse.jface.text.contentassist.IContentAssistProcessor;
import org.eclipse.jface.text.contentassist.IContextInformation;
import org.eclipse.jface.text.contentassist.IContextInformationValidator;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.ui.PlatformUI;

/** Proposes what the server thinks may stand at the caret. */
public final class Completion implements IContentAssistProcessor {

    private static final long PATIENCE = 5000;

    private final LanguageSession session = PlatformUI.getWorkbench().getService(LanguageSession.class);

    @Override
    public ICompletionProposal[] computeCompletionProposals(ITextViewer viewer, int offset) {
        return session.proposals(viewer.getDocument(), offset, PATIENCE).stream().flatMap(answer -> {
            Set<String> words = answer.value().stream().map(CompletionItem::getLabel).collect(Collectors.toSet());
            return answer.value().stream().map(item -> new Proposal(item, answer.text(), words));
        }).toArray(ICompletionProposal[]::new);
    }

    /** What the server answers, in either of its two ways. */
    static List<CompletionItem> items(Either<List<CompletionItem>, CompletionList> answer) {
        return answer.isLeft() ? answer.getLeft() : answer.getRight().getItems();
    }

    /** Where the word begins that a proposal completes. */
    static int start(IDocument text, CompletionItem item) {
        return Positions.offset(text, item.getTextEdit().getLeft().getRange().getStart());
    }

    /** None: when a list opens by itself is up to {@link Suggestions}, which sees what the key is part of. */
    @Override
    public char[] getCompletionProposalAutoActivationCharacters() {
        return new char[0];
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
