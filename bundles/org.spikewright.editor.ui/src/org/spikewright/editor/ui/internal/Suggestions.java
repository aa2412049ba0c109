package org.spikewright.editor.ui.internal;

import java.util.List;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextInputListener;
import org.eclipse.jface.text.ITextOperationTarget;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.ITextViewerExtension;
import org.eclipse.jface.text.contentassist.ContentAssistEvent;
import org.eclipse.jface.text.contentassist.ICompletionListener;
import org.eclipse.jface.text.contentassist.ICompletionProposal;
import org.eclipse.jface.text.reconciler.IReconciler;
import org.eclipse.jface.text.reconciler.IReconcilingStrategy;
import org.eclipse.jface.text.source.ContentAssistantFacade;
import org.eclipse.jface.text.source.ISourceViewer;
import org.eclipse.jface.text.source.ISourceViewerExtension4;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.custom.VerifyKeyListener;
import org.eclipse.swt.events.KeyEvent;
import org.eclipse.swt.events.KeyListener;
import org.eclipse.swt.events.VerifyEvent;
import org.eclipse.swt.graphics.Point;
import org.eclipse.ui.PlatformUI;

/**
 * Opens the list of proposals by itself: after a pause in typing a word, or behind a point, and only with something to propose that
 * the word is not yet. While a list is open, Enter and Tab take what is chosen in it, and are Enter and Tab where nothing is.
 */
public final class Suggestions implements IReconciler, ITextInputListener, KeyListener, ICompletionListener, VerifyKeyListener {

    private static final int PAUSE = 250;
    /** A key at which a list of proposals closes, and which means nothing to a text. */
    private static final int NO_KEY = SWT.F15;

    private final LanguageSession session = PlatformUI.getWorkbench().getService(LanguageSession.class);
    private ITextViewer viewer;
    private boolean isOpen;
    private ICompletionProposal chosen;
    /** Counts keys: what is looked for belongs to the last one. */
    private int typed;

    @Override
    public void install(ITextViewer edited) {
        viewer = edited;
        viewer.getTextWidget().addKeyListener(this);
        viewer.addTextInputListener(this);
    }

    @Override
    public void uninstall() {
        typed++;
        viewer.removeTextInputListener(this);
        if (viewer.getTextWidget() != null && !viewer.getTextWidget().isDisposed()) {
            viewer.getTextWidget().removeKeyListener(this);
        }
    }

    @Override
    public void inputDocumentAboutToBeChanged(IDocument old, IDocument next) {
        typed++;
    }

    @Override
    public void inputDocumentChanged(IDocument old, IDocument next) {
        ContentAssistantFacade proposals = ((ISourceViewerExtension4) viewer).getContentAssistantFacade();
        if (proposals != null) {
            proposals.removeCompletionListener(this);
            proposals.addCompletionListener(this);
        }
    }

    @Override
    public void keyPressed(KeyEvent key) {
        int asked = ++typed;
        boolean isTyped = (key.stateMask & (SWT.CTRL | SWT.ALT | SWT.COMMAND)) == 0
                && (key.character == '.' || key.character > ' ' && Character.isJavaIdentifierPart(key.character));
        if (isTyped && !isOpen) {
            key.display.timerExec(PAUSE, () -> look(asked));
        }
    }

    @Override
    public void keyReleased(KeyEvent key) {
        // the word is there since the key was pressed
    }

    private void look(int asked) {
        IDocument document = isWanted(asked) ? viewer.getDocument() : null;
        if (document == null || !TypedWord.ends(document.get(), caret())) {
            return;
        }
        int caret = caret();
        session.askLater(document, (server, name, text) -> server.completion(new CompletionParams(name, Positions.position(text, caret))))
                .thenAccept(answer -> answer.ifPresent(found -> PlatformUI.getWorkbench().getDisplay().asyncExec(
                        () -> show(asked, document, caret, new Answer<>(Completion.items(found.value()), found.text())))));
    }

    private boolean isWanted(int asked) {
        StyledText text = viewer.getTextWidget();
        return asked == typed && !isOpen && text != null && !text.isDisposed() && text.isFocusControl() && viewer.getSelectedRange().y == 0;
    }

    private int caret() {
        Point selection = viewer.getSelectedRange();
        return selection.x + selection.y;
    }

    private void show(int asked, IDocument document, int caret, Answer<List<CompletionItem>> found) {
        if (!isWanted(asked) || viewer.getDocument() != document || caret() != caret || !session.isAbout(document, found)) {
            return;
        }
        String text = document.get();
        boolean isWhole = found.value().stream().anyMatch(item -> text.substring(Completion.start(found.text(), item), caret).equals(item.getLabel()));
        if (!isWhole && !found.value().isEmpty()) {
            session.prepare(document, new Prepared(found.text(), caret, found.value()));
            ((ITextOperationTarget) viewer).doOperation(ISourceViewer.CONTENTASSIST_PROPOSALS);
        }
    }

    @Override
    public void assistSessionStarted(ContentAssistEvent event) {
        isOpen = true;
        chosen = null;
        viewer.getTextWidget().getDisplay().asyncExec(this::takeKeys);
    }

    /** Before the list does, which has put itself first by now. */
    private void takeKeys() {
        if (isOpen && viewer.getTextWidget() != null) {
            ((ITextViewerExtension) viewer).prependVerifyKeyListener(this);
        }
    }

    @Override
    public void assistSessionEnded(ContentAssistEvent event) {
        isOpen = false;
        ((ITextViewerExtension) viewer).removeVerifyKeyListener(this);
    }

    @Override
    public void selectionChanged(ICompletionProposal proposal, boolean smartToggle) {
        chosen = proposal;
    }

    /** The list takes Enter even while it has nothing to give, and at Tab it takes all keys from the text. */
    @Override
    public void verifyKey(VerifyEvent key) {
        boolean isTab = key.character == SWT.TAB && (key.stateMask & SWT.MODIFIER_MASK) == 0;
        if (isTab && chosen instanceof Proposal) {
            key.character = SWT.CR;
        } else if (key.character == SWT.TAB || key.character == SWT.CR && !(chosen instanceof Proposal)) {
            key.character = 0;
            key.keyCode = NO_KEY;
        }
    }

    @Override
    public IReconcilingStrategy getReconcilingStrategy(String contentType) {
        return null;
    }
}
