package org.spikewright.editor.ui.internal;

import java.util.List;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.hyperlink.AbstractHyperlinkDetector;
import org.eclipse.jface.text.hyperlink.IHyperlink;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.ui.PlatformUI;

/** Makes names links to where they are declared. */
public final class DefinitionDetector extends AbstractHyperlinkDetector {

    /** Asked on the UI thread while the pointer moves. */
    private static final long PATIENCE = 300;

    private final LanguageSession session = PlatformUI.getWorkbench().getService(LanguageSession.class);

    @Override
    public IHyperlink[] detectHyperlinks(ITextViewer viewer, IRegion region, boolean canShowMultiple) {
        IDocument document = viewer.getDocument();
        IRegion name = Positions.name(document, region.getOffset());
        if (name.getLength() == 0) {
            return null;
        }
        List<? extends Location> found = session.ask(document, PATIENCE, (server, identifier, text) -> server
                .definition(new DefinitionParams(identifier, Positions.position(text, name.getOffset()))))
                .<List<? extends Location>>map(answer -> answer.value().getLeft()).orElse(List.of());
        return found.isEmpty() ? null : new IHyperlink[] {new DefinitionLink(name, found.getFirst())};
    }
}
