package org.spikewright.editor.ui.internal;

import org.eclipse.jface.resource.ColorRegistry;
import org.eclipse.jface.text.DocumentEvent;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITypedRegion;
import org.eclipse.jface.text.Region;
import org.eclipse.jface.text.TextPresentation;
import org.eclipse.jface.text.presentation.IPresentationDamager;
import org.eclipse.jface.text.presentation.IPresentationRepairer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.ui.themes.IThemeManager;
import org.spikewright.language.ide.Tokens;
import org.spikewright.language.ide.Tokens.Piece;

/**
 * Colours tokens. A change damages the whole text: it may open or close a comment, and reading a model again takes a millisecond.
 */
final class TokenPainter implements IPresentationDamager, IPresentationRepairer {

    /** What the names of the colours start with. */
    static final String COLOURS = "org.spikewright.editor.ui.";

    private final IThemeManager themes;
    private IDocument document;

    TokenPainter(IThemeManager themes) {
        this.themes = themes;
    }

    @Override
    public void setDocument(IDocument document) {
        this.document = document;
    }

    @Override
    public IRegion getDamageRegion(ITypedRegion partition, DocumentEvent event, boolean partitioningChanged) {
        return new Region(0, document.getLength());
    }

    @Override
    public void createPresentation(TextPresentation presentation, ITypedRegion damage) {
        ColorRegistry colours = themes.getCurrentTheme().getColorRegistry();
        for (Piece piece : Tokens.of(document.get())) {
            String colour = colour(piece.kind());
            if (colour != null && piece.offset() < damage.getOffset() + damage.getLength()
                    && piece.offset() + piece.length() > damage.getOffset()) {
                presentation.addStyleRange(new StyleRange(piece.offset(), piece.length(), colours.get(COLOURS + colour), null,
                        piece.kind() == Tokens.Kind.KEYWORD ? SWT.BOLD : SWT.NORMAL));
            }
        }
    }

    private static String colour(Tokens.Kind kind) {
        return switch (kind) {
            case KEYWORD -> "keyword";
            case NUMBER -> "number";
            case UNIT -> "unit";
            case TEXT -> "text";
            case COMMENT -> "comment";
            case NAME, OTHER -> null;
        };
    }
}
