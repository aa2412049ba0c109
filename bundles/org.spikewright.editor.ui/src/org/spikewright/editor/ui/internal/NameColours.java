package org.spikewright.editor.ui.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jface.resource.ColorRegistry;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.DocumentEvent;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IDocumentListener;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextInputListener;
import org.eclipse.jface.text.ITextPresentationListener;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.ITextViewerExtension4;
import org.eclipse.jface.text.TextPresentation;
import org.eclipse.jface.text.contentassist.ContentAssistEvent;
import org.eclipse.jface.text.contentassist.ICompletionListener;
import org.eclipse.jface.text.contentassist.ICompletionProposal;
import org.eclipse.jface.text.reconciler.IReconciler;
import org.eclipse.jface.text.reconciler.IReconcilingStrategy;
import org.eclipse.jface.text.source.ContentAssistantFacade;
import org.eclipse.jface.text.source.ISourceViewerExtension4;
import org.eclipse.jface.text.source.ISourceViewerExtension5;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.SemanticTokenTypes;
import org.eclipse.lsp4j.SemanticTokens;
import org.eclipse.lsp4j.SemanticTokensParams;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.themes.IThemeManager;

/**
 * Colours names by what they name, as the server sees it after a pause in typing; until then colours move with their words.
 * Asks for hints and lenses anew at the same time.
 */
public final class NameColours implements IReconciler, IDocumentListener, ITextInputListener, ITextPresentationListener,
        ICompletionListener {

    private static final long PATIENCE = 10_000;

    private final LanguageSession session = PlatformUI.getWorkbench().getService(LanguageSession.class);
    private final IThemeManager themes = PlatformUI.getWorkbench().getThemeManager();
    private final AfterTyping update = new AfterTyping("Colouring names", session, this::update);
    private ITextViewer viewer;
    private IDocument document;
    private List<Word> words = List.of();
    private boolean proposing;
    /** What stands between the user's words, each with its line; it moves with its line by itself. */
    private Set<List<String>> mined = Set.of();
    /** Whether the viewer, which asks once when it opens, could ask the server. */
    private boolean isMined;

    private record Word(int offset, int length, String colour) {
    }

    @Override
    public void install(ITextViewer coloured) {
        viewer = coloured;
        viewer.addTextInputListener(this);
        ((ITextViewerExtension4) viewer).addTextPresentationListener(this);
        inputDocumentChanged(null, viewer.getDocument());
    }

    @Override
    public void uninstall() {
        inputDocumentAboutToBeChanged(document, null);
        ((ITextViewerExtension4) viewer).removeTextPresentationListener(this);
        viewer.removeTextInputListener(this);
    }

    @Override
    public void inputDocumentAboutToBeChanged(IDocument old, IDocument next) {
        update.follow(null);
        if (document != null) {
            document.removePrenotifiedDocumentListener(this);
        }
        document = null;
        words = List.of();
    }

    @Override
    public void inputDocumentChanged(IDocument old, IDocument next) {
        document = next;
        if (document != null) {
            ContentAssistantFacade proposals = ((ISourceViewerExtension4) viewer).getContentAssistantFacade();
            if (proposals != null) {
                proposals.removeCompletionListener(this);
                proposals.addCompletionListener(this);
            }
            isMined = session.identifier(document).isPresent();
            document.addPrenotifiedDocumentListener(this); // before the viewer shows the change
            update.follow(document);
        }
    }

    @Override
    public void documentAboutToBeChanged(DocumentEvent event) {
        // words move once it has changed
    }

    @Override
    public void documentChanged(DocumentEvent event) {
        int end = event.getOffset() + event.getLength();
        int moved = event.getText().length() - event.getLength();
        List<Word> kept = new ArrayList<>(words.size());
        for (Word word : words) {
            if (word.offset() >= end) {
                kept.add(new Word(word.offset() + moved, word.length(), word.colour()));
            } else if (word.offset() + word.length() <= event.getOffset()) {
                kept.add(word);
            }
        }
        words = kept;
    }

    private void update(IDocument asked) {
        Set<List<String>> minings = new HashSet<>();
        session.ask(asked, PATIENCE, (server, name, _) -> server.codeLens(new CodeLensParams(name))).ifPresent(lenses -> lenses.value().forEach(
                lens -> minings.add(List.of(line(lenses.text(), lens.getRange().getStart()), lens.getCommand().getTitle()))));
        session.ask(asked, PATIENCE, (server, name, text) -> server.inlayHint(new InlayHintParams(name, Positions.range(text, 0, text.getLength()))))
                .ifPresent(hints -> hints.value().forEach(
                        hint -> minings.add(List.of(line(hints.text(), hint.getPosition()), hint.getLabel().getLeft()))));
        session.ask(asked, PATIENCE, (server, name, _) -> server.semanticTokensFull(new SemanticTokensParams(name)))
                .ifPresent(tokens -> PlatformUI.getWorkbench().getDisplay().asyncExec(() -> show(asked, tokens, minings)));
    }

    private static String line(IDocument text, Position position) {
        try {
            IRegion line = text.getLineInformationOfOffset(Positions.offset(text, position));
            return text.get(line.getOffset(), line.getLength());
        } catch (BadLocationException _) {
            return ""; // the text has become shorter, and is asked about again soon
        }
    }

    private void show(IDocument asked, Answer<SemanticTokens> tokens, Set<List<String>> minings) {
        if (document != asked || !session.isAbout(asked, tokens) || viewer.getTextWidget() == null || viewer.getTextWidget().isDisposed()) {
            return; // the editor shows something else by now, and asks about it soon
        }
        words = words(tokens.text(), tokens.value().getData());
        viewer.invalidateTextPresentation();
        if (isMined) {
            mined = minings;
            isMined = false;
        } else if (!minings.equals(mined)) {
            showMinings(minings);
        }
    }

    /** Not while proposals are shown, nor for nothing: lines move, and proposals disappear when they do. */
    private void showMinings(Set<List<String>> minings) {
        if (!proposing) {
            mined = minings;
            ((ISourceViewerExtension5) viewer).updateCodeMinings();
        }
    }

    @Override
    public void assistSessionStarted(ContentAssistEvent event) {
        proposing = true;
    }

    @Override
    public void assistSessionEnded(ContentAssistEvent event) {
        proposing = false;
        update.again();
    }

    @Override
    public void selectionChanged(ICompletionProposal proposal, boolean smartToggle) {
        // nothing moves
    }

    /** Each token is five numbers: lines and columns since the one before, its length, its kind, and more about it. */
    private List<Word> words(IDocument text, List<Integer> tokens) {
        List<Word> found = new ArrayList<>();
        int line = 0;
        int column = 0;
        for (int i = 0; i + 4 < tokens.size(); i += 5) {
            column = tokens.get(i) == 0 ? column + tokens.get(i + 1) : tokens.get(i + 1);
            line += tokens.get(i);
            String colour = colour(session.kindOfToken(tokens.get(i + 3)));
            int offset = Positions.offset(text, new Position(line, column));
            if (colour != null && offset + tokens.get(i + 2) <= text.getLength()) {
                found.add(new Word(offset, tokens.get(i + 2), colour));
            }
        }
        return found;
    }

    private static String colour(String kind) {
        return switch (kind) {
            case SemanticTokenTypes.Class, SemanticTokenTypes.Struct, SemanticTokenTypes.Interface, SemanticTokenTypes.Enum, SemanticTokenTypes.Type ->
                "type";
            case SemanticTokenTypes.Function -> "function";
            case SemanticTokenTypes.Parameter, SemanticTokenTypes.Property -> "parameter";
            case SemanticTokenTypes.Event -> "job";
            default -> null;
        };
    }

    @Override
    public void applyTextPresentation(TextPresentation presentation) {
        ColorRegistry colours = themes.getCurrentTheme().getColorRegistry();
        IRegion shown = presentation.getExtent();
        StyleRange[] ranges = words.stream()
                .filter(word -> word.offset() + word.length() > shown.getOffset() && word.offset() < shown.getOffset() + shown.getLength())
                .map(word -> new StyleRange(word.offset(), word.length(), colours.get(TokenPainter.COLOURS + word.colour()), null))
                .toArray(StyleRange[]::new);
        presentation.replaceStyleRanges(ranges); // a word of the language may be a name: it is not bold then
    }

    @Override
    public IReconcilingStrategy getReconcilingStrategy(String contentType) {
        return null;
    }
}
