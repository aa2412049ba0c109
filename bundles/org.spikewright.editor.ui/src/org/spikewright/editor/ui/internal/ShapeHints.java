package org.spikewright.editor.ui.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.Position;
import org.eclipse.jface.text.codemining.AbstractCodeMiningProvider;
import org.eclipse.jface.text.codemining.ICodeMining;
import org.eclipse.jface.text.codemining.LineContentCodeMining;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.ui.PlatformUI;

/** Shows the shapes of a network's nodes behind their names. */
public final class ShapeHints extends AbstractCodeMiningProvider {

    private final LanguageSession session = PlatformUI.getWorkbench().getService(LanguageSession.class);

    @Override
    public CompletableFuture<List<? extends ICodeMining>> provideCodeMinings(ITextViewer viewer, IProgressMonitor monitor) {
        IDocument document = viewer.getDocument();
        return session.askLater(document, (server, name, text) -> server.inlayHint(
                new InlayHintParams(name, Positions.range(text, 0, text.getLength()))))
                .thenApply(hints -> hints.map(found -> minings(found.text(), found.value())).orElse(List.of()));
    }

    private List<? extends ICodeMining> minings(IDocument document, List<InlayHint> hints) {
        List<ICodeMining> minings = new ArrayList<>();
        for (InlayHint hint : hints) {
            LineContentCodeMining mining = new LineContentCodeMining(new Position(Positions.offset(document, hint.getPosition()), 1), this) {
            };
            mining.setLabel(hint.getLabel().getLeft());
            minings.add(mining);
        }
        return minings;
    }
}
