package org.spikewright.editor.ui.internal;

import java.util.Locale;
import java.util.Set;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.DefaultInformationControl;
import org.eclipse.jface.text.DocumentEvent;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IInformationControlCreator;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.contentassist.ICompletionProposal;
import org.eclipse.jface.text.contentassist.ICompletionProposalExtension2;
import org.eclipse.jface.text.contentassist.ICompletionProposalExtension3;
import org.eclipse.jface.text.contentassist.ICompletionProposalExtension6;
import org.eclipse.jface.text.contentassist.IContextInformation;
import org.eclipse.jface.viewers.StyledString;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;

/** One thing that may stand at the caret. */
final class Proposal implements ICompletionProposal, ICompletionProposalExtension2, ICompletionProposalExtension3,
        ICompletionProposalExtension6 {

    private final CompletionItem item;
    private final int start;
    private final Snippet snippet;
    private final Set<String> words;

    /**
     * A proposal.
     *
     * @param text the text that the server proposes it for
     * @param words all that it proposes there
     */
    Proposal(CompletionItem item, IDocument text, Set<String> words) {
        this.item = item;
        this.words = words;
        this.start = Completion.start(text, item);
        this.snippet = Snippet.of(item.getTextEdit().getLeft().getNewText());
    }

    @Override
    public void apply(IDocument document) {
        insert(document, start);
    }

    @Override
    public void apply(ITextViewer viewer, char trigger, int stateMask, int offset) {
        insert(viewer.getDocument(), offset);
    }

    private void insert(IDocument document, int caret) {
        if (caret < start) {
            return; // the text is another than the one that it was proposed for
        }
        try {
            document.replace(start, caret - start, snippet.text());
        } catch (BadLocationException e) {
            throw new IllegalStateException("the text changed while a proposal was chosen", e);
        }
    }

    /** Whoever has typed a whole word on is done with it, though longer ones begin with it. */
    @Override
    public boolean validate(IDocument document, int offset, DocumentEvent event) {
        try {
            String typed = offset < start ? "" : document.get(start, offset - start);
            return offset >= start && !words.contains(typed) && item.getLabel().toLowerCase(Locale.ROOT).startsWith(typed.toLowerCase(Locale.ROOT));
        } catch (BadLocationException _) {
            return false;
        }
    }

    @Override
    public Point getSelection(IDocument document) {
        return new Point(start + snippet.selection().getOffset(), snippet.selection().getLength());
    }

    @Override
    public String getAdditionalProposalInfo() {
        if (item.getDocumentation() == null) {
            return null;
        }
        return Markdown.html(item.getDocumentation().isLeft() ? item.getDocumentation().getLeft()
                : item.getDocumentation().getRight().getValue());
    }

    @Override
    public IInformationControlCreator getInformationControlCreator() {
        return shell -> new DefaultInformationControl(shell, false);
    }

    @Override
    public CharSequence getPrefixCompletionText(IDocument document, int offset) {
        return snippet.text();
    }

    @Override
    public int getPrefixCompletionStart(IDocument document, int offset) {
        return start;
    }

    @Override
    public StyledString getStyledDisplayString() {
        StyledString text = new StyledString(item.getLabel());
        if (item.getDetail() != null && !item.getDetail().isEmpty()) {
            text.append(" : " + item.getDetail(), StyledString.QUALIFIER_STYLER);
        }
        return text;
    }

    @Override
    public String getDisplayString() {
        return getStyledDisplayString().getString();
    }

    @Override
    public Image getImage() {
        return Icons.of(item.getKind());
    }

    @Override
    public IContextInformation getContextInformation() {
        return null;
    }

    @Override
    public void selected(ITextViewer viewer, boolean smartToggle) {
        // nothing to prepare
    }

    @Override
    public void unselected(ITextViewer viewer) {
        // nothing was prepared
    }
}
