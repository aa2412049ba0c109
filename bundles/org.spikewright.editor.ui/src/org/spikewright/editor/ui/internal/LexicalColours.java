package org.spikewright.editor.ui.internal;

import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.presentation.PresentationReconciler;
import org.eclipse.jface.util.IPropertyChangeListener;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.themes.IThemeManager;

/** Colours words, numbers, units, texts and comments at once, whatever the server is doing. */
public final class LexicalColours extends PresentationReconciler {

    private final IThemeManager themes = PlatformUI.getWorkbench().getThemeManager();
    private final IPropertyChangeListener recolouring = event -> {
        if (event.getProperty().startsWith(TokenPainter.COLOURS)) {
            recolour();
        }
    };
    private ITextViewer viewer;

    /** Made by the editor. */
    public LexicalColours() {
        TokenPainter painter = new TokenPainter(themes);
        setDamager(painter, IDocument.DEFAULT_CONTENT_TYPE);
        setRepairer(painter, IDocument.DEFAULT_CONTENT_TYPE);
    }

    @Override
    public void install(ITextViewer coloured) {
        super.install(coloured);
        viewer = coloured;
        themes.addPropertyChangeListener(recolouring);
    }

    @Override
    public void uninstall() {
        themes.removePropertyChangeListener(recolouring);
        super.uninstall();
    }

    private void recolour() {
        if (viewer.getTextWidget() != null) {
            viewer.invalidateTextPresentation();
        }
    }
}
