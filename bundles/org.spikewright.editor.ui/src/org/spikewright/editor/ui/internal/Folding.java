package org.spikewright.editor.ui.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextInputListener;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.Position;
import org.eclipse.jface.text.reconciler.IReconciler;
import org.eclipse.jface.text.reconciler.IReconcilingStrategy;
import org.eclipse.jface.text.source.Annotation;
import org.eclipse.jface.text.source.projection.IProjectionListener;
import org.eclipse.jface.text.source.projection.ProjectionAnnotation;
import org.eclipse.jface.text.source.projection.ProjectionAnnotationModel;
import org.eclipse.jface.text.source.projection.ProjectionViewer;
import org.eclipse.lsp4j.FoldingRange;
import org.eclipse.lsp4j.FoldingRangeRequestParams;
import org.eclipse.ui.PlatformUI;

/** Lets declarations and long comments be folded, as the server sees them after a pause in typing; what is folded stays folded. */
public final class Folding implements IReconciler, ITextInputListener, IProjectionListener {

    private static final long PATIENCE = 10_000;

    private final LanguageSession session = PlatformUI.getWorkbench().getService(LanguageSession.class);
    private final AfterTyping update = new AfterTyping("Folding", session, this::update);
    private ProjectionViewer viewer;

    @Override
    public void install(ITextViewer folded) {
        if (folded instanceof ProjectionViewer foldable) { // a comparison shows models as well, and does not fold
            viewer = foldable;
            viewer.addTextInputListener(this);
            viewer.addProjectionListener(this);
            inputDocumentChanged(null, viewer.getDocument());
        }
    }

    @Override
    public void uninstall() {
        update.follow(null);
        if (viewer != null) {
            viewer.removeTextInputListener(this);
            viewer.removeProjectionListener(this);
        }
    }

    @Override
    public void projectionEnabled() {
        update.again();
    }

    @Override
    public void projectionDisabled() {
        // nothing is shown until it is enabled again
    }

    @Override
    public void inputDocumentAboutToBeChanged(IDocument old, IDocument next) {
        update.follow(null);
    }

    @Override
    public void inputDocumentChanged(IDocument old, IDocument next) {
        update.follow(next);
    }

    private void update(IDocument asked) {
        session.ask(asked, PATIENCE, (server, name, _) -> server.foldingRange(new FoldingRangeRequestParams(name)))
                .ifPresent(folds -> PlatformUI.getWorkbench().getDisplay().asyncExec(() -> show(asked, folds)));
    }

    private void show(IDocument asked, Answer<List<FoldingRange>> folds) {
        ProjectionAnnotationModel shown = viewer.getProjectionAnnotationModel();
        if (!update.follows(asked) || !session.isAbout(asked, folds) || shown == null) {
            return; // the editor shows something else by now, or folding is switched off
        }
        List<Annotation> gone = new ArrayList<>();
        Map<ProjectionAnnotation, Position> added = new HashMap<>();
        List<Position> wanted = new ArrayList<>(folds.value().stream().map(fold -> lines(asked, fold)).filter(lines -> lines.getLength() > 0).toList());
        shown.getAnnotationIterator().forEachRemaining(annotation -> {
            if (!wanted.remove(shown.getPosition(annotation))) {
                gone.add(annotation);
            }
        });
        wanted.forEach(lines -> added.put(new ProjectionAnnotation(), lines));
        if (!gone.isEmpty() || !added.isEmpty()) {
            shown.modifyAnnotations(gone.toArray(Annotation[]::new), added, null);
        }
    }

    /** The whole lines of a fold; nothing if the text has become shorter, which is asked about again soon. */
    private static Position lines(IDocument text, FoldingRange fold) {
        try {
            int start = text.getLineOffset(fold.getStartLine());
            return new Position(start, text.getLineOffset(fold.getEndLine()) + text.getLineLength(fold.getEndLine()) - start);
        } catch (BadLocationException _) {
            return new Position(0, 0);
        }
    }

    @Override
    public IReconcilingStrategy getReconcilingStrategy(String contentType) {
        return null;
    }
}
