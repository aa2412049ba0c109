package org.spikewright.editor.ui.internal;

import java.util.List;
import org.eclipse.jface.text.AbstractReusableInformationControlCreator;
import org.eclipse.jface.text.IInformationControl;
import org.eclipse.jface.text.IInformationControlCreator;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextHover;
import org.eclipse.jface.text.ITextHoverExtension;
import org.eclipse.jface.text.ITextHoverExtension2;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PlatformUI;

/** Shows what the server has to say about the name under the pointer. The viewer asks on a thread of its own. */
public class HoverProvider implements ITextHover, ITextHoverExtension, ITextHoverExtension2 {

    private static final long PATIENCE = 2000;

    private final LanguageSession session = PlatformUI.getWorkbench().getService(LanguageSession.class);
    private final IInformationControlCreator control = new AbstractReusableInformationControlCreator() {
        @Override
        protected IInformationControl doCreateInformationControl(Shell parent) {
            return new HoverControl(parent, false);
        }
    };

    @Override
    public IRegion getHoverRegion(ITextViewer viewer, int offset) {
        return Positions.name(viewer.getDocument(), offset);
    }

    @Override
    public String getHoverInfo(ITextViewer viewer, IRegion region) {
        return session.ask(viewer.getDocument(), PATIENCE, (server, name, text) -> server
                .hover(new HoverParams(name, Positions.position(text, region.getOffset())))).map(Answer::value)
                .filter(found -> found.getContents() != null && found.getContents().isRight())
                .map(found -> found.getContents().getRight().getValue()).filter(text -> !text.isBlank()).orElse(null);
    }

    @Override
    public Object getHoverInfo2(ITextViewer viewer, IRegion region) {
        String text = getHoverInfo(viewer, region);
        return text == null ? null : new HoverText(List.of(), text);
    }

    @Override
    public IInformationControlCreator getHoverControlCreator() {
        return control;
    }
}
