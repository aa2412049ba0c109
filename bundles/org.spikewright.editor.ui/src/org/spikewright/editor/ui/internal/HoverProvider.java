package org.spikewright.editor.ui.internal;

import java.util.Optional;
import org.eclipse.jface.text.DefaultInformationControl;
import org.eclipse.jface.text.IInformationControlCreator;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextHover;
import org.eclipse.jface.text.ITextHoverExtension;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.ui.PlatformUI;

/** Shows what the server has to say about the name under the pointer. The viewer asks on a thread of its own. */
public final class HoverProvider implements ITextHover, ITextHoverExtension {

    private static final long PATIENCE = 2000;

    private final LanguageSession session = PlatformUI.getWorkbench().getService(LanguageSession.class);

    @Override
    public IRegion getHoverRegion(ITextViewer viewer, int offset) {
        return Positions.name(viewer.getDocument(), offset);
    }

    @Override
    public String getHoverInfo(ITextViewer viewer, IRegion region) {
        Optional<Hover> hover = session.ask(viewer.getDocument(), PATIENCE, document -> server -> server
                .hover(new HoverParams(document, Positions.position(viewer.getDocument(), region.getOffset()))));
        return hover.filter(found -> found.getContents() != null && found.getContents().isRight())
                .map(found -> found.getContents().getRight().getValue()).filter(text -> !text.isBlank()).map(Markdown::html).orElse(null);
    }

    @Override
    public IInformationControlCreator getHoverControlCreator() {
        return shell -> new DefaultInformationControl(shell, false);
    }
}
